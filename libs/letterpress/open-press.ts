import { readArtwork } from './artwork-reader';
import { parseDesign, type Design } from './design';
import { Press } from './press';

// What reads other people's PDF is large; whoever opens presses apart never needs it in their own process.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const artworkImporter = () => require('./artwork') as typeof import('./artwork');

/** Files a design draws: artwork and pictures by the names the design uses. */
export interface DesignAssets {
  artwork: ReadonlyMap<string, Uint8Array>;
}

/**
 * Checks a design and reads its artwork. Apart from `Press`, because what reads other people's PDF is large, and
 * print threads need none of it.
 * @throws DesignError `invalid-design` or `invalid-artwork`
 */
export async function openPress(design: Design, assets: DesignAssets): Promise<Press> {
  const checked = parseDesign(design);
  return new Press(checked, await artworkImporter().importArtwork(checked, assets.artwork));
}

/**
 * The same with the artwork read on a thread of its own, within limits of time and memory: for programs that have
 * more to do than wait for a file somebody sent in.
 * @throws DesignError `invalid-design` or `invalid-artwork`
 */
export async function openPressApart(design: Design, assets: DesignAssets): Promise<Press> {
  const checked = parseDesign(design);
  return new Press(checked, await readArtwork(checked, assets.artwork));
}

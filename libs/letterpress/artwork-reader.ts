import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { ImportedArtwork } from './artwork';
import type { ArtworkReply, ArtworkRequest } from './artwork-thread';
import type { Design } from './design';
import { DesignError } from './design-error';
import { threadFile } from './thread-file';

/** Other people's PDF can be made to keep a reader busy for ever, or to fill its memory. */
const LIMIT_MS = 15_000;
const HEAP_MB = 512;
/** Artwork kept read, bytes: an editor asks for the same at every key that is pressed. */
const MOST_KEPT = 64 << 20;

const kept = new Map<string, Promise<ImportedArtwork>>();
const sizes = new Map<string, number>();
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a design's artwork on a thread of its own, one at a time, so that a file that is hard to read costs its sender
 * an error and nobody else anything. What was read lately is kept.
 * @throws DesignError `invalid-artwork`, also when a file takes too long or too much memory
 */
export function readArtwork(
  design: Design,
  files: ReadonlyMap<string, Uint8Array>,
  limitMs = LIMIT_MS,
): Promise<ImportedArtwork> {
  const key = keyOf(design, files);
  const known = kept.get(key);
  if (known) return known;
  const reading = turn.then(() => inThread({ design, files }, limitMs));
  turn = reading.catch(() => undefined);
  keep(key, reading);
  return reading;
}

/** The same artwork in the same places, whatever else the design says. */
function keyOf(design: Design, files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  const places = design.pages.map(({ artwork, boxes }) => [
    artwork,
    boxes.flatMap((box) => (box.kind === 'image' ? Object.values(box.images) : [])),
  ]);
  hash.update(JSON.stringify([design.format, places]));
  for (const [name, bytes] of files) hash.update(JSON.stringify([name, bytes.length])).update(bytes);
  return hash.digest('hex');
}

function keep(key: string, reading: Promise<ImportedArtwork>): void {
  kept.set(key, reading);
  reading.then(
    ({ objects }) => {
      sizes.set(
        key,
        objects.reduce((sum, { body }) => sum + body.length, 0),
      );
      let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      for (const [oldest, size] of sizes) {
        if (total <= MOST_KEPT) break;
        total -= size;
        sizes.delete(oldest);
        kept.delete(oldest);
      }
    },
    () => kept.delete(key),
  );
}

function inThread(request: ArtworkRequest, limitMs: number): Promise<ImportedArtwork> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile('artwork-thread'), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const timer = setTimeout(() => end(() => reject(unreadable())), limitMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once('message', (reply: ArtworkReply) =>
      end(() => {
        if ('artwork' in reply) resolve(reply.artwork);
        else if ('issues' in reply) reject(new DesignError('invalid-artwork', reply.issues));
        else reject(new Error(reply.message));
      }),
    );
    worker.once('error', () => end(() => reject(unreadable())));
  });
}

function unreadable(): DesignError {
  return new DesignError('invalid-artwork', [
    {
      path: 'artwork',
      code: 'artwork-too-complex',
      zh: '图稿太复杂，无法在限定的时间和内存内读完。请在制图软件中拼合图层后另存为 PDF，再上传。',
      en: 'The artwork is too complex to be read in the time and memory there is. Flatten it, save it as PDF again and upload that.',
    },
  ]);
}

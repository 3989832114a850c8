import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Design, parseDesign } from '../../../libs/letterpress';
import { designNotFound } from '../mailings.errors';

/** templates/designs beside the sources, seen from src and from dist alike. */
const FOLDERS = [
  join(__dirname, '../../../templates/designs'),
  join(__dirname, '../../../../templates/designs'),
];
const STARTER_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** A design that comes with the product, with the artwork files it draws. */
export interface StarterDesign {
  design: Design;
  artwork: Map<string, Buffer>;
}

let all: Promise<StarterDesign[]> | undefined;

/** Every starter design, read once. @throws DesignError when a shipped design is damaged */
export function starterDesigns(): Promise<StarterDesign[]> {
  all ??= load();
  return all;
}

/** @throws AppError `not-found` */
export async function starterById(id: string): Promise<StarterDesign> {
  const starter = (await starterDesigns()).find(({ design }) => design.id === id);
  if (!starter) throw designNotFound();
  return starter;
}

async function load(): Promise<StarterDesign[]> {
  const folder = FOLDERS.find((candidate) => existsSync(candidate));
  if (!folder) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && STARTER_ID.test(entry.name))
    .map(({ name }) => name);
  return Promise.all(names.sort().map((name) => read(join(folder, name))));
}

async function read(folder: string): Promise<StarterDesign> {
  const design = parseDesign(JSON.parse(await readFile(join(folder, 'design.json'), 'utf8')));
  const artwork = new Map<string, Buffer>();
  for (const file of artworkFiles(design)) artwork.set(file, await readFile(join(folder, file)));
  return { design, artwork };
}

/** Every file a design draws: page artwork and pictures chosen by a field. */
export function artworkFiles(design: Design): string[] {
  const files = new Set<string>();
  for (const page of design.pages) {
    if (page.artwork) files.add(page.artwork.file);
    for (const box of page.boxes) {
      if (box.kind === 'image') for (const file of Object.values(box.images)) files.add(file);
    }
  }
  return [...files].sort();
}

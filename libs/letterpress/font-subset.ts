import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { FontFile } from './font-file';

/** What the engine calls of HarfBuzz's subsetter, compiled to WebAssembly (npm harfbuzzjs, MIT). */
interface HarfBuzz {
  memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(at: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
  _initialize?(): void;
}

// hb_subset_flags_t and hb_subset_sets_t of hb-subset.h
const NO_HINTING = 0x1;
const RETAIN_GIDS = 0x2;
const NOTDEF_OUTLINE = 0x40;
const NO_LAYOUT_CLOSURE = 0x200;
const SET_DROP_TABLES = 3;
const SET_LAYOUT_FEATURES = 6;
const MEMORY_MODE_WRITABLE = 2;

/** Tables a PDF reader never looks at in an embedded TrueType font (ISO 32000-1, 9.9). */
const UNUSED_TABLES = 'GSUB GPOS GDEF BASE DSIG STAT name post OS/2 vhea vmtx VORG gasp meta cmap'.split(' ');
const DROPPED = new Set(UNUSED_TABLES);

let harfBuzz: HarfBuzz | undefined;

function load(): HarfBuzz {
  if (!harfBuzz) {
    // A few calls a file: V8's optimizing compiler would take forty megabytes a thread over them and gain nothing.
    setFlagsFromString('--liftoff-only');
    const module = new WebAssembly.Module(
      readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
    );
    harfBuzz = new WebAssembly.Instance(module, {}).exports as unknown as HarfBuzz;
    harfBuzz._initialize?.();
  }
  return harfBuzz;
}

function tag(name: string): number {
  return [...name].reduce((sum, c) => ((sum << 8) | c.charCodeAt(0)) >>> 0, 0);
}

/**
 * The TrueType font in `file` reduced to `glyphIds` (and .notdef): same glyph ids, outlines untouched, hinting dropped.
 *
 * Ids are kept because renumbering would need a second map; unused outlines become empty and deflate away. HarfBuzz is
 * given the wanted outlines only: its memory grows to what it was ever given and never shrinks, in every thread.
 * @throws Error when HarfBuzz refuses the font or has no room for it
 */
export function subsetFont(file: FontFile, glyphIds: Iterable<number>): Buffer {
  const hb = load();
  const wanted = [...glyphIds];
  const data = file.withGlyphs(wanted, DROPPED);
  const at = hb.malloc(data.length);
  if (at === 0) throw new Error('No memory to subset the font.');
  new Uint8Array(hb.memory.buffer).set(data, at);
  const blob = hb.hb_blob_create(at, data.length, MEMORY_MODE_WRITABLE, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  hb.hb_blob_destroy(blob);
  try {
    return subsetFace(hb, face, wanted);
  } finally {
    hb.hb_face_destroy(face);
    hb.free(at);
  }
}

function subsetFace(hb: HarfBuzz, source: number, glyphIds: Iterable<number>): Buffer {
  const input = hb.hb_subset_input_create_or_fail();
  hb.hb_set_clear(hb.hb_subset_input_set(input, SET_LAYOUT_FEATURES));
  const drop = hb.hb_subset_input_set(input, SET_DROP_TABLES);
  for (const table of UNUSED_TABLES) hb.hb_set_add(drop, tag(table));
  hb.hb_subset_input_set_flags(input, NO_HINTING | RETAIN_GIDS | NOTDEF_OUTLINE | NO_LAYOUT_CLOSURE);
  const wanted = hb.hb_subset_input_glyph_set(input);
  for (const glyphId of glyphIds) hb.hb_set_add(wanted, glyphId);
  const face = hb.hb_subset_or_fail(source, input);
  hb.hb_subset_input_destroy(input);
  if (!face) throw new Error('HarfBuzz could not subset the font.');
  const blob = hb.hb_face_reference_blob(face);
  const at = hb.hb_blob_get_data(blob, 0);
  const out = Buffer.from(new Uint8Array(hb.memory.buffer, at, hb.hb_blob_get_length(blob)));
  hb.hb_blob_destroy(blob);
  hb.hb_face_destroy(face);
  return out;
}

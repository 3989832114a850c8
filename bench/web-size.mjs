/**
 * What the browser fetches of JavaScript, compressed: before anything is seen, and for each page on top of that. Reads
 * the built web app: `npm run build` first.
 *
 *   node bench/web-size.mjs [--write]
 *
 * Fails when the first load is above its reach.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSection } from './report.mjs';

const DIST = path.join(import.meta.dirname, '../web/dist');
const MANIFEST = path.join(DIST, '.vite/manifest.json');
const REACH_KB = { first: 350, page: 150 };
/** Pages the table names. */
const LARGEST = 8;

if (!existsSync(MANIFEST)) {
  console.error('Build the product first: npm run build');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));

/** A chunk and all it imports at once. */
function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, found);
  return found;
}

const sizes = new Map();
function kb(keys) {
  let sum = 0;
  for (const key of keys) {
    const { file } = manifest[key];
    if (!file.endsWith('.js')) continue;
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(DIST, file))).length / 1024);
    sum += sizes.get(file);
  }
  return sum;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = closure(entry);
const pages = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry)
  .map((key) => ({
    name: path.basename(manifest[key].name ?? key),
    kb: kb([...closure(key)].filter((part) => !first.has(part))),
  }))
  .sort((a, b) => b.kb - a.kb);
const firstKb = kb(first);
const row = (what, size, reach) => `| ${what} | ${size.toFixed(0)} | ≤ ${reach} |`;
const text = [
  '| JavaScript the browser fetches, gzip | KB | reach |',
  '|---|---:|---|',
  row('first load', firstKb, REACH_KB.first),
  ...pages.slice(0, LARGEST).map((page) => row(`${page.name}, on top`, page.kb, REACH_KB.page)),
].join('\n');
console.log(text);
if (process.argv.includes('--write')) {
  const note = `Of ${pages.length} parts that are fetched when they are asked for, the ${LARGEST} largest.`;
  writeSection('web-size', 'Size of the web app', note, text, 'node bench/web-size.mjs --write');
}
if (firstKb > REACH_KB.first) {
  console.error('The first load is above its reach.');
  process.exitCode = 1;
}

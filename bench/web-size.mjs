/**
 * What the browser fetches of JavaScript, compressed: before anything is seen; when a page opens, on top of that; and
 * for each part that is fetched later, when somebody asks for it (a tab, a dialog, a calendar, the program that draws),
 * with all it needs, as if it were opened first. Reads the built web app: `npm run build` first.
 *
 *   node bench/web-size.mjs [--write]
 *
 * Fails when anything is above its reach.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSection } from './report.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'web/dist');
const MANIFEST = path.join(DIST, '.vite/manifest.json');
const REACH_KB = { first: 350, page: 150 };
/** Rows of the table. */
const LARGEST = { pages: 6, parts: 4 };
/** Whatever the router names is a page. */
const ROUTER = 'web/src/app/router.tsx';

if (!existsSync(MANIFEST)) {
  console.error('Build the product first: npm run build');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
const router = readFileSync(path.join(ROOT, ROUTER), 'utf8');
const pageFiles = new Set(
  [...router.matchAll(/import\('\.\.\/(pages\/[^']+)'\)/g)].map(([, file]) => `src/${file}.tsx`),
);

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
const asked = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry)
  .map((key) => ({
    name: path.basename(manifest[key].name ?? key),
    isPage: pageFiles.has(key),
    kb: kb([...closure(key)].filter((part) => !first.has(part))),
  }))
  .sort((a, b) => b.kb - a.kb);
const pages = asked.filter(({ isPage }) => isPage);
const parts = asked.filter(({ isPage }) => !isPage);
if (pages.length !== pageFiles.size) {
  console.error(
    `Pages in ${ROUTER}: ${pageFiles.size}, in the build: ${pages.length}. Build the product anew.`,
  );
  process.exit(1);
}
const firstKb = kb(first);
const row = (what, size, reach) => `| ${what} | ${size.toFixed(0)} | ≤ ${reach} |`;
const text = [
  '| JavaScript the browser fetches, gzip | KB | reach |',
  '|---|---:|---|',
  row('first load', firstKb, REACH_KB.first),
  ...pages.slice(0, LARGEST.pages).map((page) => row(`${page.name}, on top`, page.kb, REACH_KB.page)),
  ...parts.slice(0, LARGEST.parts).map((part) => row(`${part.name}, when asked for`, part.kb, REACH_KB.page)),
].join('\n');
console.log(text);
if (process.argv.includes('--write')) {
  const note = `The largest of ${pages.length} pages and of ${parts.length} parts that are fetched later; a part is counted with all it needs, as if nothing but the first load were there.`;
  writeSection('web-size', 'Size of the web app', note, text, 'node bench/web-size.mjs --write');
}
const over = asked.filter((one) => one.kb > REACH_KB.page).map(({ name }) => name);
if (firstKb > REACH_KB.first) over.unshift('the first load');
if (over.length > 0) {
  console.error(`Above its reach: ${over.join(', ')}`);
  process.exitCode = 1;
}

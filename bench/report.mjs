import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const README = fileURLToPath(new URL('README.md', import.meta.url));

/** What a figure was measured on. */
export const machine = () => `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.versions.node}`;

/**
 * Puts a bench's table into README.md, in place of what it wrote there before.
 *
 * @param {string} name names the section in the page
 * @param {string} title heading
 * @param {string} note how it was measured
 * @param {string} text the table
 * @param {string} command repeats the measurement
 */
export function writeSection(name, title, note, text, command) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const block = `${open}\n## ${title}\n\n${note}\n\n${text}\n\nRepeat: \`${command}\`\n${close}`;
  const old = existsSync(README) ? readFileSync(README, 'utf8') : '# Measurements\n';
  const at = old.indexOf(open);
  const next =
    at < 0
      ? `${old.trimEnd()}\n\n${block}\n`
      : old.slice(0, at) + block + old.slice(old.indexOf(close) + close.length);
  writeFileSync(README, next);
}

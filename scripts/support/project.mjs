import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A failure whose message is all the user needs: no stack is printed. */
export class Failure extends Error {}

/** Runs a script's main function; prints what went wrong and ends with a code the shell sees. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Failure ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Files below the given files and folders that `keep` accepts, sorted, relative to the project. */
export function filesIn(entries, keep = () => true) {
  const found = [];
  const visit = (relative) => {
    for (const entry of readdirSync(path.join(ROOT, relative), { withFileTypes: true })) {
      const child = path.posix.join(relative, entry.name);
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist'].includes(entry.name)) visit(child);
      } else if (keep(child)) found.push(child);
    }
  };
  for (const entry of entries) {
    try {
      visit(entry);
    } catch (error) {
      if (error.code === 'ENOTDIR') found.push(entry);
      else if (error.code !== 'ENOENT') throw error;
    }
  }
  return found.sort();
}

/** A hash of the names and contents of files, and of further texts. */
export function fingerprint(files, ...texts) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  for (const text of texts) hash.update(`${text}\0`);
  return hash.digest('hex');
}

/** The text of a file of the project, or null when there is none. */
export function read(file) {
  try {
    return readFileSync(path.join(ROOT, file), 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return null;
  }
}

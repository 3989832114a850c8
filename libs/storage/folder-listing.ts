import { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Keys of the files below `root` that begin with `prefix` and come after `after`, in the order of their bytes, as S3
 * gives them. Folders that cannot hold such a key are not read.
 */
export async function* listFolder(root: string, prefix: string, after: string): AsyncGenerator<string> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  yield* walk(root, folder, prefix, after);
}

async function* walk(root: string, folder: string, prefix: string, after: string): AsyncGenerator<string> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(nothingThere);
  for (const name of entries
    .filter((entry) => !entry.name.startsWith('.'))
    .map(sortName)
    .sort(byBytes)) {
    const key = folder + name;
    if (name.endsWith('/')) {
      const mayMatch = key.startsWith(prefix) || prefix.startsWith(key);
      const mayFollow = key > after || after.startsWith(key);
      if (mayMatch && mayFollow) yield* walk(root, key, prefix, after);
    } else if (key.startsWith(prefix) && key > after) yield key;
  }
}

// A folder sorts as the keys in it do: `a-b`, `a.b`, `a/…`, `a0`.
function sortName(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

// Keys are ASCII, where the order of characters is the order of bytes.
function byBytes(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function nothingThere(error: NodeJS.ErrnoException): Dirent[] {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return [];
}

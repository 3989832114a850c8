import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

/** Writes a new file and returns when its bytes are on the disk. */
export async function writeDurably(file: string, body: Uint8Array | Readable): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    // From a handle, writeFile goes on where it stopped.
    if (body instanceof Uint8Array) await handle.writeFile(body);
    else for await (const part of body) await handle.writeFile(part as Uint8Array);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Returns when the bytes of a file written by somebody else are on the disk. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a file into place, over what is there. A name is durable only when its folder is. */
export async function renameDurably(from: string, to: string, root: string): Promise<void> {
  await makeFolder(path.dirname(to), root);
  await rename(from, to);
  await syncFolder(path.dirname(to));
}

/** Gives a file its name unless the name is taken; the file keeps its old name too. True when it was free. */
export async function linkDurably(from: string, to: string, root: string): Promise<boolean> {
  await makeFolder(path.dirname(to), root);
  try {
    await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
      if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(error.code ?? '')) throw error;
      // A file system without hard links.
      await copyFile(from, to, constants.COPYFILE_EXCL);
      await syncFile(to);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await syncFolder(path.dirname(to));
  return true;
}

/** Copies a file and returns when the copy is on the disk. */
export async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await syncFile(to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o750 });
  if (!first) return;
  for (let parent = path.dirname(folder); parent.startsWith(root); parent = path.dirname(parent)) {
    await syncFolder(parent);
    if (parent.length < first.length) return;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

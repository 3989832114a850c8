import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { copyDurably, linkDurably, renameDurably, syncFile, writeDurably } from './durable-files';
import { listFolder } from './folder-listing';
import {
  ByteRange,
  Storage,
  StorageBody,
  StoragePage,
  StoredFile,
  checkKey,
  checkPrefix,
  pageSize,
  readAll,
} from './storage';
import { StorageError, fromFileSystem } from './storage-errors';

/** Keys cannot begin with a dot, so that drafts are out of their way. */
const DRAFTS = '.drafts';
const DRAFT_LIFE_MS = 24 * 3600_000;

/** Files in a folder of this machine, at the path their key says. */
export class LocalStorage implements Storage {
  private constructor(private readonly root: string) {}

  /** Makes the folder and removes the drafts that killed programs left there more than a day ago. */
  static async open(dir: string): Promise<LocalStorage> {
    try {
      const drafts = path.join(dir, DRAFTS);
      await mkdir(drafts, { recursive: true, mode: 0o750 });
      for (const name of await readdir(drafts)) {
        const file = path.join(drafts, name);
        const info = await stat(file).catch(() => null);
        if (info && info.mtimeMs < Date.now() - DRAFT_LIFE_MS) await rm(file, { force: true });
      }
      return new LocalStorage(await realpath(dir));
    } catch (error) {
      throw fromFileSystem(error, dir);
    }
  }

  async put(key: string, body: StorageBody): Promise<void> {
    const target = this.pathOf(key);
    await this.withDraft(key, async (draft) => {
      if (isFile(body)) await copyDurably(body.path, draft);
      else await writeDurably(draft, body);
      await renameDurably(draft, target, this.root);
    });
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean> {
    const target = this.pathOf(key);
    return this.withDraft(key, async (draft) => {
      await writeDurably(draft, bytes);
      return linkDurably(draft, target, this.root);
    });
  }

  async adopt(file: string, key: string): Promise<void> {
    const target = this.pathOf(key);
    await this.explaining(key, async () => {
      await syncFile(file);
      await renameDurably(file, target, this.root).catch(async (error: NodeJS.ErrnoException) => {
        // Made on another file system: the content moves by way of a copy.
        if (error.code !== 'EXDEV') throw error;
        await this.put(key, { path: file });
        await rm(file);
      });
    });
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    const file = this.pathOf(key);
    return this.explaining(key, async () => {
      const handle = await open(file, 'r');
      if (!(await handle.stat()).isFile()) {
        await handle.close();
        throw new StorageError('STORAGE_NOT_FOUND', key);
      }
      return createReadStream('', { fd: handle, ...range });
    });
  }

  async read(key: string, maxBytes: number): Promise<Buffer> {
    return readAll(await this.get(key), maxBytes, key);
  }

  async stat(key: string): Promise<StoredFile | null> {
    const file = this.pathOf(key);
    return this.explaining(key, async () => {
      const info = await stat(file).catch(nothingThere);
      return info?.isFile() ? { key, size: info.size, modified: info.mtime } : null;
    });
  }

  async exists(key: string): Promise<boolean> {
    return (await this.stat(key)) !== null;
  }

  async list(prefix: string, page: { after?: string; limit?: number } = {}): Promise<StoragePage> {
    checkPrefix(prefix);
    const limit = pageSize(page.limit);
    return this.explaining(prefix, async () => {
      const keys: string[] = [];
      for await (const key of listFolder(this.root, prefix, page.after ?? '')) {
        keys.push(key);
        if (keys.length > limit) break;
      }
      const shown = keys.slice(0, limit);
      const files = await Promise.all(shown.map((key) => this.stat(key)));
      const next = keys.length > limit ? (shown.at(-1) ?? null) : null;
      // A file deleted while we looked is simply not there.
      return { files: files.filter((file) => file !== null), next };
    });
  }

  async delete(key: string): Promise<void> {
    const file = this.pathOf(key);
    await this.explaining(key, () => rm(file, { force: true }));
  }

  async localFile(key: string): Promise<{ path: string; release(): Promise<void> }> {
    if (!(await this.exists(key))) throw new StorageError('STORAGE_NOT_FOUND', key);
    return { path: this.pathOf(key), release: () => Promise.resolve() };
  }

  temporaryPath(): Promise<string> {
    return Promise.resolve(path.join(this.root, DRAFTS, randomUUID()));
  }

  close(): void {
    // A folder holds nothing open.
  }

  private pathOf(key: string): string {
    return path.join(this.root, ...checkKey(key).split('/'));
  }

  private async withDraft<T>(key: string, work: (draft: string) => Promise<T>): Promise<T> {
    const draft = await this.temporaryPath();
    try {
      return await this.explaining(key, () => work(draft));
    } finally {
      await rm(draft, { force: true });
    }
  }

  private async explaining<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw fromFileSystem(error, key);
    }
  }
}

function isFile(body: StorageBody): body is { path: string } {
  return !(body instanceof Readable) && !(body instanceof Uint8Array);
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return null;
}

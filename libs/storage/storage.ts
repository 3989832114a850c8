import { Readable } from 'node:stream';
import { StorageError } from './storage-errors';

/** What can be stored: bytes, a stream of bytes, or a file on this machine (which stays where it is). */
export type StorageBody = Uint8Array | Readable | { path: string };

/** A stored file. */
export interface StoredFile {
  key: string;
  /** Bytes. */
  size: number;
  modified: Date;
}

/** A part of a file, both ends included, counted in bytes from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Some files in the order of their keys' bytes. */
export interface StoragePage {
  files: StoredFile[];
  /** Give it as `after` for the next page; null at the end. */
  next: string | null;
}

/**
 * Files under keys, in a folder or in S3. Every write is whole or not at all, and durable when its promise resolves.
 * A key is folders and a name joined by `/`, of lower-case letters, digits and `. _ -`, each part beginning and ending
 * with a letter or digit, at most 400 characters in all; no key may also be a folder of another. Keys are never made
 * from what users type.
 *
 * Every method may throw {@link StorageError}: STORAGE_KEY_INVALID, STORAGE_FULL, STORAGE_DENIED, STORAGE_UNAVAILABLE.
 */
export interface Storage {
  /** Stores under the key, in place of what was there. S3 takes at most 5 GiB. */
  put(key: string, body: StorageBody): Promise<void>;
  /** Stores unless the key is taken; true when stored. Of callers at the same moment exactly one is told true. */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Moves a finished file, best made at {@link temporaryPath}, to its key. The file is gone afterwards. */
  adopt(file: string, key: string): Promise<void>;
  /** Opens a file or a part of it. @throws StorageError STORAGE_NOT_FOUND before any byte flows */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** The whole file. @throws StorageError STORAGE_NOT_FOUND, STORAGE_TOO_LARGE when it is longer than `maxBytes` */
  read(key: string, maxBytes: number): Promise<Buffer>;
  /** Size and time, or null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>;
  exists(key: string): Promise<boolean>;
  /** Files whose keys begin with `prefix`, at most `limit` (1–1000, default 1000), after the key `after`. */
  list(prefix: string, page?: { after?: string; limit?: number }): Promise<StoragePage>;
  /** Removes the file; no error when there is none. */
  delete(key: string): Promise<void>;
  /**
   * A path on this machine with the file's content, for programs that want a file. It may be the stored file itself:
   * never write to it. Call `release` when done. @throws StorageError STORAGE_NOT_FOUND
   */
  localFile(key: string): Promise<{ path: string; release(): Promise<void> }>;
  /** A new path, on the storage's own file system where it has one, to write a file that {@link adopt} then moves. */
  temporaryPath(): Promise<string>;
  /** Lets go of connections. */
  close(): void;
}

const PART = '[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?';
const KEY = new RegExp(`^${PART}(?:/${PART})*$`);
const PREFIX = new RegExp(`^(?:${PART}/)*(?:[a-z0-9][a-z0-9._-]*)?$`);
const LONGEST_KEY = 400;
const LONGEST_PART = 200;

/** @throws StorageError STORAGE_KEY_INVALID */
export function checkKey(key: string): string {
  const parts = key.split('/');
  if (key.length > LONGEST_KEY || !KEY.test(key) || parts.some((part) => part.length > LONGEST_PART)) {
    throw new StorageError('STORAGE_KEY_INVALID', JSON.stringify(key.slice(0, LONGEST_KEY)));
  }
  return key;
}

/** A prefix may end anywhere in a key. @throws StorageError STORAGE_KEY_INVALID */
export function checkPrefix(prefix: string): string {
  if (prefix.length > LONGEST_KEY || !PREFIX.test(prefix)) {
    throw new StorageError('STORAGE_KEY_INVALID', JSON.stringify(prefix.slice(0, LONGEST_KEY)));
  }
  return prefix;
}

/** Between 1 and what S3 gives at most in one answer. */
export function pageSize(limit = 1000): number {
  return Math.max(1, Math.min(1000, Math.trunc(limit)));
}

/** Reads a stream to its end. @throws StorageError STORAGE_TOO_LARGE as soon as it is longer than `maxBytes` */
export async function readAll(stream: Readable, maxBytes: number, key: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) {
      stream.destroy();
      throw new StorageError('STORAGE_TOO_LARGE', `${key} > ${maxBytes}`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const SHORTEST_END = 22;
const LONGEST_END = SHORTEST_END + 0xffff;
const MOST_ENTRIES = 2_000;
const STORED = 0;

/**
 * Bytes that a ZIP archive unpacks to. Measured by unpacking, since what an archive says of itself may be untrue;
 * nothing beyond `most` is unpacked. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 *
 * @returns more than `most` as soon as it is known; null when this is no readable archive
 */
export async function inflatedSize(bytes: Buffer, most: number): Promise<number | null> {
  const parts = entriesOf(bytes);
  if (!parts) return null;
  let size = 0;
  for (const { method, data } of parts) {
    try {
      const left = most - size + 1;
      size += method === STORED ? data.length : (await inflate(data, { maxOutputLength: left })).length;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? most + 1 : null;
    }
    if (size > most) return size;
  }
  return size;
}

interface Packed {
  method: number;
  data: Buffer;
}

function entriesOf(bytes: Buffer): Packed[] | null {
  const end = endOfDirectory(bytes);
  if (end < 0) return null;
  const entries: Packed[] = [];
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return null;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const length = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_ENTRY) return null;
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    entries.push({ method: bytes.readUInt16LE(at + 10), data: bytes.subarray(from, from + length) });
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - LONGEST_END);
  for (let at = bytes.length - SHORTEST_END; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

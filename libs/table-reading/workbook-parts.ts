import { promisify } from 'node:util';
import { deflateRawSync, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const SHORTEST_END = 22;
const LONGEST_END = SHORTEST_END + 0xffff;
const MOST_ENTRIES = 2_000;
const STORED = 0;
const DEFLATED = 8;

/** One file of an archive, as it is packed. */
interface Part {
  name: string;
  method: number;
  crc: number;
  /** Unpacked, as the archive says. */
  size: number;
  data: Buffer;
}

/** What has to be known before a sheet can be read, in this order; then the sheets. */
const ORDER = ['xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml'];
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const NO_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';
/** CRC-32 of {@link NO_STRINGS} is asked by nobody who reads front to back. */
const UNCHECKED = 0;

/**
 * The parts of a workbook that hold its rows, as an archive of their own in the order they are needed. A reader that
 * meets a sheet before its words would put it aside in a file, where it might stay; from this one it never has to.
 * Measured by unpacking, since what an archive says of itself may be untrue; nothing beyond `most` bytes is unpacked.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 *
 * @returns the archive; `too-large` when its parts unpack to more than `most`; null when this is no readable workbook
 */
export async function workbookParts(bytes: Buffer, most: number): Promise<Buffer | 'too-large' | null> {
  const parts = partsOf(bytes);
  const sheets = parts?.filter(({ name }) => SHEET.test(name)) ?? [];
  if (!parts || sheets.length === 0) return null;
  const before = ORDER.flatMap((name) => {
    const part = parts.find((one) => one.name === name);
    if (part) return [part];
    return name === 'xl/sharedStrings.xml' ? [noStrings(name)] : [];
  });
  const wanted = [...before, ...sheets];
  const size = await inflatedSize(wanted, most);
  if (size === null) return null;
  return size > most ? 'too-large' : archiveOf(wanted);
}

async function inflatedSize(parts: readonly Part[], most: number): Promise<number | null> {
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

function noStrings(name: string): Part {
  const data = deflateRawSync(NO_STRINGS);
  return { name, method: DEFLATED, crc: UNCHECKED, size: NO_STRINGS.length, data };
}

function partsOf(bytes: Buffer): Part[] | null {
  const end = endOfDirectory(bytes);
  if (end < 0) return null;
  const parts: Part[] = [];
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return null;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_ENTRY) return null;
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      size: bytes.readUInt32LE(at + 24),
      data: bytes.subarray(from, from + bytes.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - LONGEST_END);
  for (let at = bytes.length - SHORTEST_END; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function archiveOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL_ENTRY, 0);
    local.writeUInt16LE(20, 4);
    describe(local, 8, part, name.length);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(DIRECTORY_ENTRY, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    describe(entry, 10, part, name.length);
    entry.writeUInt32LE(offset, 42);
    files.push(local, name, part.data);
    directory.push(entry, name);
    offset += local.length + name.length + part.data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(SHORTEST_END);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

/** Method, time, date, checksum, sizes and the name's length, which follow each other in both kinds of header. */
function describe(header: Buffer, at: number, { method, crc, size, data }: Part, nameLength: number): void {
  header.writeUInt16LE(method, at);
  header.writeUInt32LE(crc, at + 6);
  header.writeUInt32LE(data.length, at + 10);
  header.writeUInt32LE(size, at + 14);
  header.writeUInt16LE(nameLength, at + 18);
}

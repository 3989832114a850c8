import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPress } from './open-press';
import { collect, designOf, recipients, textBox } from './test-support/designs';
import { verifyPdf } from './verify-pdf';

const folder = mkdtempSync(join(tmpdir(), 'letterpress-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let sound: Buffer;
let sha256: string;
const PAGES = 4300; // three levels of page tree

beforeAll(async () => {
  const press = await openPress(
    designOf([textBox('{{name}}'), textBox('恭贺新春', { id: 'fixed', y: 200 })]),
    { artwork: new Map() },
  );
  const { sink, bytes } = collect();
  sha256 = press.print(recipients(PAGES), sink).sha256;
  sound = bytes();
});

async function check(bytes: Buffer): Promise<Awaited<ReturnType<typeof verifyPdf>>> {
  const path = join(folder, 'file.pdf');
  writeFileSync(path, bytes);
  return verifyPdf(path);
}

/** The sound file with the bytes of `from` (the nth time it occurs) replaced by `to`, equally long. */
function replaced(from: string, to: string, nth = 1): Buffer {
  if (from.length !== to.length) throw new Error('lengths differ');
  const copy = Buffer.from(sound);
  let at = -1;
  for (let i = 0; i < nth; i++) at = copy.indexOf(from, at + 1, 'latin1');
  if (at < 0) throw new Error(`no ${from}`);
  copy.write(to, at, 'latin1');
  return copy;
}

describe('verifying a written file', () => {
  it('accepts what was printed', async () => {
    expect(await check(sound)).toEqual({ ok: true, pages: PAGES, sha256, bytes: sound.length, problems: [] });
  });

  it.each<[string, () => Buffer]>([
    ['is cut short', () => sound.subarray(0, sound.length - 200)],
    ['lost its middle', () => Buffer.concat([sound.subarray(0, 5000), sound.subarray(6000)])],
    ['is empty', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.from('PK\x03\x04 not a PDF at all')],
    ['has another header', () => replaced('%PDF-', '%PDX-')],
    ['has a moved object', () => replaced('7 0 obj', '8 0 obj')],
    ['has a wrong offset', () => replaced(' 00000 n \n', ' 00000 f \n', 40)],
    ['has a page less in its tree', () => replaced('/Count 64', '/Count 63')],
    ['has a wrong total', () => replaced(`/Count ${PAGES}`, `/Count ${PAGES - 1}`)],
    ['has a page twice in its tree', () => twin()],
    ['has a page without content', () => replaced('/Contents ', '/Kontents ', 9)],
    ['has a stream of another length', () => longer()],
    ['has no end of a stream', () => replaced('endstream', 'endstrxxx', 30)],
    ['has a trailer of another size', () => replaced('/Size ', '/Sise ')],
    ['has another root', () => replaced('/Type/Catalog', '/Type/Katalog')],
    ['has a damaged content stream', () => damaged()],
  ])('refuses a file that %s', async (_, make) => {
    const result = await check(make());
    expect(result.ok).toBe(false);
    expect(result.problems.length).toBeGreaterThan(0);
  });

  it('changes its hash with any byte', async () => {
    expect((await check(replaced('/Registry(Adobe)', '/Registry(Adobf)'))).sha256).not.toBe(sha256);
  });
});

/** The first two kids of a page tree node made one. */
function twin(): Buffer {
  const kids = /\/Kids\[(\d+) 0 R (\d+) 0 R/.exec(sound.toString('latin1')) as RegExpExecArray;
  const [all, a, b] = kids as unknown as [string, string, string];
  return replaced(
    all,
    `/Kids[${a.padStart(b.length)} 0 R ${a.padStart(b.length)} 0 R`.slice(0, all.length).padEnd(all.length),
  );
}

/** A stream that says it is longer, or shorter, than it is. */
function longer(): Buffer {
  const text = sound.toString('latin1', 0, 20_000);
  const [length] = [...text.matchAll(/\/Length \d+/g)].map((match) => match[0]).slice(8) as [string];
  return replaced(length, length.slice(0, -1) + (Number(length.slice(-1)) ^ 1));
}

/** Bytes turned in the middle of a content stream. */
function damaged(): Buffer {
  const copy = Buffer.from(sound);
  let at = 0;
  for (let i = 0; i < 20; i++) at = copy.indexOf('>>\nstream\n', at + 1, 'latin1');
  for (let i = 30; i < 38; i++) copy[at + 10 + i] = (copy[at + 10 + i] as number) ^ 0xff;
  return copy;
}

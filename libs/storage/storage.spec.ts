import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { FakeS3, startFakeS3 } from '../../test/support/fake-s3';
import { createStorage } from './create-storage';
import { Storage, checkKey, checkPrefix, readAll } from './storage';

let folder: string;
let s3: FakeS3;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storage-spec-'));
  s3 = await startFakeS3();
});

afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

function openS3(bucket = s3.bucket): Promise<Storage> {
  const account = { region: 'us-east-1', accessKeyId: 'id', secretAccessKey: 'secret', forcePathStyle: true };
  return createStorage({ kind: 's3', endpoint: s3.endpoint, bucket, ...account });
}

const kinds: [string, () => Promise<Storage>][] = [
  ['a folder', () => createStorage({ kind: 'local', dir: path.join(folder, 'store') })],
  ['S3', () => openS3()],
];

describe.each(kinds)('storage in %s', (_name, open) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
  });
  afterAll(() => storage.close());

  const textOf = async (key: string) => (await storage.read(key, 1_000_000)).toString('utf8');

  test('stores bytes, a stream and a file, in place of what was there', async () => {
    const file = path.join(folder, 'source.txt');
    await writeFile(file, '来自文件');
    await storage.put('put/one', Buffer.from('first'));
    await storage.put('put/one', Buffer.from('字节'));
    await storage.put('put/two', Readable.from([Buffer.from('来自'), Buffer.from('流')]));
    await storage.put('put/three', { path: file });
    await storage.put('put/empty', Buffer.alloc(0));
    expect(await Promise.all(['put/one', 'put/two', 'put/three', 'put/empty'].map(textOf))).toEqual([
      '字节',
      '来自流',
      '来自文件',
      '',
    ]);
    expect(await readFile(file, 'utf8')).toBe('来自文件');
  });

  test('keeps nothing of a stream that breaks off', async () => {
    await storage.put('broken/file', Buffer.from('old'));
    const breaking = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('the sender is gone');
      })(),
    );
    await expect(storage.put('broken/file', breaking)).rejects.toThrow('the sender is gone');
    expect(await textOf('broken/file')).toBe('old');
  });

  test('of ten writers that want a free key exactly one gets it', async () => {
    const told = await Promise.all(
      Array.from({ length: 10 }, (_, i) => storage.putIfAbsent('absent/key', Buffer.from(`writer ${i}`))),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await textOf('absent/key')).toBe(`writer ${told.indexOf(true)}`);
    expect(await storage.putIfAbsent('absent/key', Buffer.from('late'))).toBe(false);
  });

  test('adopts a finished file', async () => {
    const draft = await storage.temporaryPath();
    await writeFile(draft, 'rendered');
    await storage.adopt(draft, 'chunks/ab/abc123.pdf');
    expect(existsSync(draft)).toBe(false);
    expect(await textOf('chunks/ab/abc123.pdf')).toBe('rendered');
    await expect(storage.adopt(draft, 'chunks/none')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
  });

  test('gives a stream of the whole or of a range', async () => {
    await storage.put('range/file', Buffer.from('0123456789'));
    const whole = await readAll(await storage.get('range/file'), 100, 'range/file');
    const part = await readAll(await storage.get('range/file', { start: 2, end: 4 }), 100, 'range/file');
    expect([whole.toString(), part.toString()]).toEqual(['0123456789', '234']);
  });

  test('refuses to read more than allowed', async () => {
    await storage.put('big/file', Buffer.alloc(1001));
    await expect(storage.read('big/file', 1000)).rejects.toMatchObject({ code: 'STORAGE_TOO_LARGE' });
    expect(await storage.read('big/file', 1001)).toHaveLength(1001);
  });

  test('knows size and time, and what is missing', async () => {
    await storage.put('stat/file', Buffer.from('12345'));
    const info = await storage.stat('stat/file');
    expect(info).toMatchObject({ key: 'stat/file', size: 5 });
    expect(Math.abs(Date.now() - Number(info?.modified))).toBeLessThan(60_000);
    expect(await storage.exists('stat/file')).toBe(true);
    expect(await storage.stat('stat/none')).toBeNull();
    expect(await storage.exists('stat')).toBe(false);
    for (const missing of ['stat/none', 'stat']) {
      await expect(storage.get(missing)).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
      await expect(storage.localFile(missing)).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
    }
  });

  test('deletes, and deleting nothing is no error', async () => {
    await storage.put('delete/file', Buffer.from('x'));
    await storage.delete('delete/file');
    await storage.delete('delete/file');
    expect(await storage.exists('delete/file')).toBe(false);
  });

  test('lists by prefix in the order of bytes, page by page', async () => {
    const keys = ['l/a-b', 'l/a.b', 'l/a/x', 'l/a/y/z', 'l/a0', 'l/b', 'l2/c'];
    for (const key of [...keys].reverse()) await storage.put(key, Buffer.from(key));
    const seen: string[][] = [];
    let after: string | undefined;
    for (let i = 0; i < 10; i++) {
      const page = await storage.list('l/', { limit: 2, after });
      seen.push(page.files.map((file) => file.key));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual([
      ['l/a-b', 'l/a.b'],
      ['l/a/x', 'l/a/y/z'],
      ['l/a0', 'l/b'],
    ]);
    expect((await storage.list('l/a/')).files).toMatchObject([{ key: 'l/a/x', size: 5 }, { key: 'l/a/y/z' }]);
    expect((await storage.list('l')).files).toHaveLength(7);
    expect(await storage.list('nothing/here')).toEqual({ files: [], next: null });
  });

  test('lends the content as a file', async () => {
    await storage.put('lend/file', Buffer.from('content'));
    const lent = await storage.localFile('lend/file');
    expect(await readFile(lent.path, 'utf8')).toBe('content');
    await lent.release();
    expect(await textOf('lend/file')).toBe('content');
  });

  test('refuses keys that lead elsewhere', async () => {
    for (const key of [
      '',
      '/etc/passwd',
      '../x',
      'a/../b',
      'a//b',
      'a/',
      '.drafts/x',
      'a\\b',
      'A',
      'a b',
      '名',
    ]) {
      await expect(storage.put(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
      await expect(storage.get(key)).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
    }
    await expect(storage.list('../')).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
  });
});

test('keys and prefixes: lengths and shapes', () => {
  expect(checkKey('batches/0198c0de/chunk-0001.pdf')).toBeTruthy();
  expect(() => checkKey(`${'a/'.repeat(200)}a`)).toThrow();
  expect(() => checkKey('a'.repeat(201))).toThrow();
  expect(checkPrefix('batches/01')).toBe('batches/01');
  expect(() => checkPrefix('batches/..')).toThrow();
});

test('a folder leaves no drafts, forgets old ones, and takes files from elsewhere', async () => {
  const dir = path.join(folder, 'drafts-test');
  const drafts = path.join(dir, '.drafts');
  await mkdir(drafts, { recursive: true });
  await Promise.all(['old', 'young'].map((name) => writeFile(path.join(drafts, name), 'x')));
  await utimes(path.join(drafts, 'old'), new Date(0), new Date(0));
  const storage = await createStorage({ kind: 'local', dir });
  await storage.put('a/b', Buffer.from('x'));
  await storage.putIfAbsent('a/c', Buffer.from('x'));
  await storage.putIfAbsent('a/c', Buffer.from('x'));
  expect(await readdir(drafts)).toEqual(['young']);
  expect((await storage.list('')).files.map((file) => file.key)).toEqual(['a/b', 'a/c']);
  const lent = await storage.localFile('a/b');
  expect((await stat(lent.path)).nlink).toBe(1);
});

test('S3: says who must act when the service refuses, and tries again when it stumbles', async () => {
  const storage = await openS3();
  s3.failNext(403);
  await expect(storage.put('a', Buffer.from('x'))).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  s3.failNext(500);
  await storage.put('a', Buffer.from('second try'));
  expect((await storage.read('a', 100)).toString()).toBe('second try');
  s3.failNext(503);
  await storage.put('a', Readable.from([Buffer.from('streamed twice')]));
  expect((await storage.read('a', 100)).toString()).toBe('streamed twice');
  s3.failNext(409);
  expect(await storage.putIfAbsent('conflict', Buffer.from('x'))).toBe(true);
  storage.close();
});

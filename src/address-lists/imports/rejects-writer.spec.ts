import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../../libs/storage/storage';
import { RejectsWriter } from './rejects-writer';

const folder = mkdtempSync(join(tmpdir(), 'rejects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Keeps nothing: tells what was written when it is asked to adopt. */
function storageAt(path: string): { storage: Storage; adopted: Record<string, string> } {
  const adopted: Record<string, string> = {};
  const storage: Partial<Storage> = {
    temporaryPath: () => Promise.resolve(path),
    adopt: (file, key) => Promise.resolve(void (adopted[key] = readFileSync(file, 'utf8'))),
  };
  return { storage: storage as Storage, adopted };
}

test('rows come one after the other, and without rows there is no file', async () => {
  const { storage, adopted } = storageAt(join(folder, 'draft'));
  const none = new RejectsWriter(storage);
  await none.write('');
  expect(await none.keep('none')).toBeNull();
  await none.discard();
  const some = new RejectsWriter(storage);
  await some.write('行号,原因\r\n');
  await some.write('2,"没有可投递的地址"\r\n');
  expect(await some.keep('some')).toBe('some');
  expect(adopted).toEqual({ some: '行号,原因\r\n2,"没有可投递的地址"\r\n' });
  await some.discard();
  expect(readdirSync(folder)).toEqual([]);
});

// Where there is a device that is always full.
(existsSync('/dev/full') ? test : test.skip)('a full disk fails the write, and nothing else', async () => {
  const path = join(folder, 'full');
  symlinkSync('/dev/full', path);
  const writer = new RejectsWriter(storageAt(path).storage);
  await expect(writer.write('行号,原因\r\n')).rejects.toThrow('ENOSPC');
  await writer.discard();
  expect(readdirSync(folder)).toEqual([]);
});

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { openPress } from './open-press';
import { MAX_PIECE_BYTES, PieceLines } from './piece-lines';
import { PressPool, type PoolJob } from './press-pool';
import { designOf, recipients, textBox } from './test-support/designs';

const folder = mkdtempSync(join(tmpdir(), 'letterpress-pool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const design = designOf([
  textBox('{{name}}', { required: true }),
  { id: 'qr', kind: 'qr', x: 20, y: 200, width: 30, height: 30, template: '{{serial}}' },
]);

function job(name: string, from: number, count: number, more: Partial<PoolJob> = {}): PoolJob {
  const lines = new PieceLines();
  for (const { seq, serial, fields } of recipients(count, from))
    lines.add(seq, serial, JSON.stringify(fields));
  const source = async () => ({ design, artwork: new Map() });
  return { key: 'k', source, pieces: lines.view(), path: join(folder, name), ...more };
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('press pool', () => {
  it('gives the same bytes on 1, 2 and 4 threads as on none', async () => {
    const press = await openPress(design, { artwork: new Map() });
    const chunks = [0, 1, 2, 3, 4];
    const expected = chunks.map((chunk) => press.print(recipients(60, chunk * 60), () => undefined).sha256);
    for (const threads of [1, 2, 4]) {
      const pool = new PressPool({ threads });
      const results = await Promise.all(
        chunks.map((chunk) => pool.print(job(`${threads}-${chunk}`, chunk * 60, 60))),
      );
      expect(results.map((result) => result.sha256)).toEqual(expected);
      expect(chunks.map((chunk) => hash(join(folder, `${threads}-${chunk}`)))).toEqual(expected);
      expect(await pool.verify(join(folder, `${threads}-0`))).toMatchObject({
        ok: true,
        pages: 60,
        sha256: expected[0],
      });
      await pool.close();
    }
  });

  it('keeps going after a job that cannot be done', async () => {
    const pool = new PressPool({ threads: 1 });
    await expect(
      pool.print(job('a', 0, 1, { pieces: Buffer.from('{"secret":"秘密"') })),
    ).rejects.toMatchObject({
      code: 'invalid-pieces',
      message: expect.not.stringContaining('秘'),
    });
    await expect(pool.print(job('a', 0, 1, { pieces: Buffer.from('{"seq":"1"}\n') }))).rejects.toMatchObject({
      code: 'invalid-pieces',
    });
    await expect(pool.print(job('no/such/folder', 0, 1))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(
      pool.print(
        job('a', 0, 1, {
          key: 'bad',
          source: async () => ({ design: { ...design, format: 'a0' }, artwork: new Map() }),
        }),
      ),
    ).rejects.toMatchObject({
      name: 'DesignError',
      issues: [{ code: 'unknown-format' }],
    });
    expect(await pool.print(job('a', 0, 1))).toMatchObject({ printed: 1 });
    await pool.close();
    await expect(pool.print(job('a', 0, 1))).rejects.toMatchObject({ code: 'pool-closed' });
  });

  it('prints again with a design its thread has closed since', async () => {
    const pool = new PressPool({ threads: 1 });
    const first = await pool.print(job('first', 0, 200));
    for (let other = 0; other < 9; other++) await pool.print(job(`${other}`, 0, 1, { key: `${other}` }));
    const again = await pool.print(job('again', 0, 200));
    expect(again).toEqual(first);
    await pool.close();
  });

  it('makes no file when nothing is printed', async () => {
    const pool = new PressPool({ threads: 1 });
    const result = await pool.print(
      job('none', 0, 1, { pieces: Buffer.from('{"seq":1,"serial":"","fields":{"name":""}}') }),
    );
    expect(result).toMatchObject({ printed: 0, bytes: 0 });
    expect(existsSync(join(folder, 'none'))).toBe(false);
    await pool.close();
  });

  it('fails only the job whose thread hangs or dies, and replaces the thread', async () => {
    const slow = new PressPool({ threads: 1, timeoutMs: 1 });
    await expect(slow.print(job('slow', 0, 2000))).rejects.toMatchObject({ code: 'job-timeout' });
    await slow.close();
    const pool = new PressPool({ threads: 1 });
    await pool.print(job('first', 0, 1));
    const running = [pool.print(job('dead', 0, 4000)), pool.print(job('alive', 0, 1))];
    const { workers } = pool as unknown as { workers: { worker: Worker }[] };
    await workers[0]?.worker.terminate();
    const [dead, alive] = await Promise.allSettled(running);
    expect(dead).toMatchObject({ status: 'rejected', reason: { code: 'thread-crashed' } });
    expect(alive).toMatchObject({ status: 'fulfilled', value: { printed: 1 } });
    await pool.close();
  });

  it('refuses more text than a thread can hold', async () => {
    const pool = new PressPool({ threads: 1 });
    const pieces = new Uint8Array(MAX_PIECE_BYTES + 1);
    await expect(pool.print(job('huge', 0, 1, { pieces }))).rejects.toMatchObject({
      code: 'invalid-pieces',
    });
    await pool.close();
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import IORedis from 'ioredis';
import { cleanUp } from './clean-up';
import { Program } from './processes';
import { waitFor } from './waiting';

export const REDIS_MISSING = 'redis-server is not installed. On Debian: apt-get install redis-server';

export function redisInstalled(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** A Redis of this run's own, with its log of writes on, as operations.md asks for. */
export async function startRedis(): Promise<{ url: string; flush(): Promise<void> }> {
  if (!redisInstalled()) throw new Error(REDIS_MISSING);
  const dir = mkdtempSync(path.join(tmpdir(), 'hongyan-chaos-redis-'));
  cleanUp.add(() => rmSync(dir, { recursive: true, force: true }));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const server = new Program(['redis-server', ...options, ...durable], {}, path.join(dir, 'redis.log'));
  server.start();
  const url = `redis://127.0.0.1:${port}`;
  const client = new IORedis(url, { lazyConnect: true, retryStrategy: () => 100 });
  client.on('error', () => undefined);
  cleanUp.add(() => client.disconnect());
  await waitFor('Redis answers', 20_000, async () => {
    if (!server.running) throw new Error(`redis-server ended:\n${server.said()}`);
    return client.ping().catch(() => undefined);
  });
  return { url, flush: async () => void (await client.flushall()) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

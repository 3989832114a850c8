import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { Module, type LoggerService, type Provider, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import IORedis from 'ioredis';
import { Client } from 'pg';
import type { JobDefinition } from '../../libs/queue/job-definition';
import type { QueueBackendOptions, QueueOptions } from '../../libs/queue/queue-options';
import { QueueModule } from '../../libs/queue/queue.module';
import { createTestDatabase } from '../support/test-database';

/** The store under test: PostgreSQL, or Redis when REDIS_URL names one. */
export interface QueueStore {
  readonly options: QueueBackendOptions;
  /** Loses everything that is queued. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

export async function openStore(): Promise<QueueStore> {
  return process.env.REDIS_URL ? openRedis(process.env.REDIS_URL) : openPostgres();
}

async function openPostgres(): Promise<QueueStore> {
  const database = await createTestDatabase();
  return {
    options: { kind: 'postgres', url: database.url, max: 6 },
    async empty() {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query('TRUNCATE bullmq.job, bullmq.event, bullmq.meta CASCADE');
      await client.end();
    },
    drop: () => database.drop(),
  };
}

async function openRedis(serverUrl: string): Promise<QueueStore> {
  const url = new URL(serverUrl);
  // One Redis database per Jest worker, so that emptying it cannot reach another file's jobs.
  url.pathname = `/${process.env.JEST_WORKER_ID ?? 0}`;
  const admin = new IORedis(url.toString());
  await admin.flushdb();
  return {
    options: { kind: 'redis', url: url.toString() },
    async empty() {
      await admin.flushdb();
    },
    async drop() {
      await admin.flushdb();
      admin.disconnect();
    },
  };
}

/** A TCP relay in front of the store: it can break off, refuse and fall silent like a failing server. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private readonly target: URL;
  private mode: 'pass' | 'refuse' | 'silent' = 'pass';
  private server: Server;
  private port = 0;

  constructor(private readonly store: QueueBackendOptions) {
    this.target = new URL(store.url);
    this.server = createServer((socket) => this.accept(socket));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  get options(): QueueBackendOptions {
    const url = new URL(this.store.url);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    // A socket's folder would lead past the relay.
    url.searchParams.delete('host');
    return { ...this.store, url: url.toString() };
  }

  /** Accepts connections and answers nothing. */
  fallSilent(): void {
    this.mode = 'silent';
  }

  breakOff(): void {
    this.mode = 'refuse';
    for (const socket of this.sockets) socket.destroy();
  }

  recover(): void {
    this.mode = 'pass';
  }

  async close(): Promise<void> {
    this.breakOff();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: Socket): void {
    this.keep(socket);
    if (this.mode === 'refuse') return void socket.destroy();
    if (this.mode === 'silent') return;
    const upstream = connect(Number(this.target.port), this.target.hostname);
    this.keep(upstream);
    socket.on('data', (bytes) => this.mode !== 'silent' && upstream.write(bytes));
    upstream.on('data', (bytes) => this.mode !== 'silent' && socket.write(bytes));
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}

/** Everything logged, as one searchable text. */
export class LogBook implements LoggerService {
  readonly lines: string[] = [];
  log = (...parts: unknown[]) => void this.lines.push(JSON.stringify(parts));
  warn = this.log;
  error = this.log;
  debug = this.log;
  verbose = this.log;

  find(...words: string[]): string | undefined {
    return this.lines.find((line) => words.every((word) => line.includes(word)));
  }
}

export interface AppParts {
  readonly jobs: readonly JobDefinition[];
  readonly providers?: Provider[];
  readonly options: QueueOptions;
}

/** A process with one feature. `close()` is its orderly shutdown. */
export async function startApp(parts: AppParts): Promise<TestingModule & { readonly book: LogBook }> {
  const book = new LogBook();
  const module = await Test.createTestingModule({
    imports: [QueueModule.forRoot(parts.options), featureOf(parts)],
  })
    .setLogger(book)
    .compile();
  await module.init();
  return Object.assign(module, { book });
}

function featureOf(parts: AppParts): Type {
  @Module({ imports: [QueueModule.forFeature(parts.jobs)], providers: parts.providers ?? [] })
  class Feature {}
  return Feature;
}

/** Waits for a condition, at most `ms`. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 8_000,
): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`did not come true within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A promise and the means to settle it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

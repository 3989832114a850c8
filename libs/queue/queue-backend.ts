import { Logger } from '@nestjs/common';
import {
  createPostgresBackend,
  createRedisBackend,
  Queue,
  runMigrations,
  Worker,
  type BackendFactory,
  type IQueueBackend,
  type JobProgress,
  type PgPool,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import IORedis from 'ioredis';
import { Pool } from 'pg';
import { pause, settlesWithin } from './bounded';
import { errorLabel } from './job-errors';
import type { ResolvedQueueOptions } from './queue-options';

/** The part of a BullMQ queue this library uses; the same on both backends. */
export type BackendQueue = Pick<
  Queue,
  'add' | 'getJob' | 'getJobState' | 'remove' | 'getJobCounts' | 'waitUntilReady' | 'close' | 'on'
>;
/** The part of a BullMQ worker this library uses. */
export type BackendWorker = Pick<Worker, 'run' | 'waitUntilReady' | 'close' | 'disconnect' | 'on'>;
export type WorkerLimits = Pick<WorkerOptions, 'concurrency' | 'settings'>;

/** One store of wake-ups and its connections. Nothing connects before the first call. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /** Resolves once the store can be used; rejects when it cannot (ask again later). Redis may leave it pending. */
  ready(): Promise<void>;
  openQueue(name: string): BackendQueue;
  /** A worker that does not take jobs until `run()`. */
  openWorker(name: string, processor: Processor, limits: WorkerLimits): BackendWorker;
  /** Ends all connections. Queues and workers are closed before. */
  close(): Promise<void>;
}

/** How long an idle worker waits before it looks again although nobody woke it, in seconds. */
const DRAIN_DELAY_S = 5;
const EVENTS_KEPT = 100;

const WORKER_DEFAULTS = {
  autorun: false,
  drainDelay: DRAIN_DELAY_S,
  // A killed process's job is taken up again after at most lock + check, without waiting for a person. A lock is
  // renewed at half its time; a process that stalls for longer meets its leases and fences in the database.
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
  runRetryDelay: 1_000,
} as const;

/**
 * While a server restarts it refuses each fetch at once, and BullMQ asks again at once: without a pause the worker
 * would spin on a processor that the restarting server needs.
 */
class PacedWorker<B extends IQueueBackend, C> extends Worker<unknown, unknown, string, B, JobProgress, C> {
  protected override async moveToActive(token: string, name?: string) {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await pause(250);
      throw error;
    }
  }
}

/** Builds the backend the options name. `listeners` is how many queues this process will work on. */
export function createBackend(options: ResolvedQueueOptions, listeners: number): QueueBackend {
  return options.backend.kind === 'postgres'
    ? new PostgresBackend(options.backend.url, options.backend.max + listeners)
    : new RedisBackend(options.backend.url, options.prefix);
}

class PostgresBackend implements QueueBackend {
  readonly kind = 'postgres';
  private readonly logger = new Logger('QueueBackend');
  private readonly pool: Pool;
  private migrated: Promise<void> | undefined;

  /** One pool for all queues and workers: BullMQ left to itself opens one for each. */
  constructor(url: string, connections: number) {
    this.pool = new Pool({
      connectionString: url,
      max: connections,
      options: '-c search_path=bullmq',
      application_name: 'queue',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.pool.setMaxListeners(0);
    this.pool.on('error', (error) =>
      this.logger.warn({ event: 'queue-connection', error: errorLabel(error) }),
    );
  }

  ready(): Promise<void> {
    this.migrated ??= this.migrate().catch((error: unknown) => {
      this.migrated = undefined;
      throw error;
    });
    return this.migrated;
  }

  private async migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  }

  openQueue(name: string): BackendQueue {
    const connection = this.pool as unknown as PgPool;
    const options = { connection, streams: { events: { maxLen: EVENTS_KEPT } } };
    return new Queue(name, options, createPostgresBackend) as unknown as BackendQueue;
  }

  openWorker(name: string, processor: Processor, limits: WorkerLimits): BackendWorker {
    const connection = this.pool as unknown as PgPool;
    const factory = createPostgresBackend as unknown as BackendFactory<IQueueBackend, PgPool>;
    const worker = new PacedWorker(name, processor, { ...WORKER_DEFAULTS, ...limits, connection }, factory);
    return worker as unknown as BackendWorker;
  }

  async close(): Promise<void> {
    await settlesWithin(2_000, this.pool.end());
  }
}

class RedisBackend implements QueueBackend {
  readonly kind = 'redis';
  private readonly logger = new Logger('QueueBackend');
  private readonly clients: IORedis[] = [];
  private producer: IORedis | undefined;
  private consumer: IORedis | undefined;

  constructor(
    private readonly url: string,
    private readonly prefix: string,
  ) {}

  async ready(): Promise<void> {
    // Each queue and worker waits for its own connection.
  }

  openQueue(name: string): BackendQueue {
    // A request must hear at once that Redis is away, not be parked in a queue of commands.
    this.producer ??= this.connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    const streams = { events: { maxLen: EVENTS_KEPT } };
    return new Queue(name, { connection: this.producer, prefix: this.prefix, streams }, createRedisBackend);
  }

  openWorker(name: string, processor: Processor, limits: WorkerLimits): BackendWorker {
    // A worker, on the other hand, outlives any outage.
    this.consumer ??= this.connect({ maxRetriesPerRequest: null });
    const options = { ...WORKER_DEFAULTS, ...limits, connection: this.consumer, prefix: this.prefix };
    return new PacedWorker(name, processor, options, createRedisBackend) as unknown as BackendWorker;
  }

  private connect(options: { enableOfflineQueue?: boolean; maxRetriesPerRequest: number | null }): IORedis {
    const client = new IORedis(this.url, {
      ...options,
      connectTimeout: 5_000,
      retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 2_000),
    });
    client.setMaxListeners(0);
    let reported = '';
    client.on('ready', () => (reported = ''));
    client.on('error', (error) => {
      const label = errorLabel(error);
      if (label !== reported) this.logger.warn({ event: 'queue-connection', error: label });
      reported = label;
    });
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.disconnect();
  }
}

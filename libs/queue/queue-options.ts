/** Where wake-ups are kept. PostgreSQL uses its own schema, `bullmq`, created on first use. */
export type QueueBackendOptions =
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** Connections for queries (one more per queue listens). */ readonly max: number;
    }
  | { readonly kind: 'redis'; readonly url: string };

/** How this process takes part. */
export interface QueueOptions {
  readonly backend: QueueBackendOptions;
  /** Whether this process runs handlers and the reconciler, or only adds wake-ups. */
  readonly runJobs: boolean;
  /** Multiplies every queue's concurrency; rounded, at least 1. Default 1. */
  readonly concurrencyFactor?: number;
  /** Key prefix in Redis, so that several installations can share a server. Default `jobs`. */
  readonly prefix?: string;
  /** Longest time `add` keeps its caller waiting, ms. Default 1,000. */
  readonly addTimeoutMs?: number;
  /** After a failed `add`, how long further ones are left to the reconciler without trying, ms. Default 5,000. */
  readonly addCooldownMs?: number;
  /** Waiting and delayed jobs a queue holds at most; the rest waits in the tables. Default 10,000. */
  readonly maxWaiting?: number;
  /** How long shutdown waits for running handlers before it aborts them, ms. Default 10,000. */
  readonly shutdownTimeoutMs?: number;
}

export type ResolvedQueueOptions = Required<QueueOptions>;

export const QUEUE_OPTIONS = Symbol('QUEUE_OPTIONS');

/** @throws Error when a figure is out of range. */
export function resolveQueueOptions(options: QueueOptions): ResolvedQueueOptions {
  const resolved = {
    concurrencyFactor: 1,
    prefix: 'jobs',
    addTimeoutMs: 1_000,
    addCooldownMs: 5_000,
    maxWaiting: 10_000,
    shutdownTimeoutMs: 10_000,
    ...options,
  };
  if (!(resolved.concurrencyFactor > 0)) throw new Error('Queue: concurrencyFactor must be above 0.');
  if (resolved.backend.kind === 'postgres' && !(resolved.backend.max >= 1)) {
    throw new Error('Queue: the PostgreSQL backend needs max >= 1.');
  }
  // The start-up options carry the schema of the queue's tables; the address would overwrite them.
  if (resolved.backend.kind === 'postgres' && /[?&]options=/.test(resolved.backend.url)) {
    throw new Error('Queue: the PostgreSQL address must not carry ?options=.');
  }
  return resolved;
}

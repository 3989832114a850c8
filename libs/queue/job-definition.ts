import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { assertCarriesIdsOnly, type JobPayload } from './payload-schema';

/** Exponential back-off between attempts: `baseMs · 2^(attempt − 1)`, at most `maxMs`, jittered by ±25 %. */
export interface JobBackoff {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** A job as its feature declares it; every limit has a value. Made by {@link defineJob} only. */
export interface JobDefinition<P extends JobPayload = JobPayload> {
  readonly name: string;
  readonly queue: string;
  readonly schema: z.ZodType<P>;
  /** How often the handler is tried before the job counts as failed. */
  readonly attempts: number;
  readonly backoff: JobBackoff;
  /** Jobs of this queue run at once by one process. All jobs of one queue name the same figure. */
  readonly concurrency: number;
  /** The handler's time limit in milliseconds; past it the signal aborts and the attempt fails. */
  readonly timeoutMs: number;
}

/** What a feature writes; omitted limits take the defaults of {@link defineJob}. */
export type JobDeclaration<P extends JobPayload> = Pick<JobDefinition<P>, 'name' | 'queue' | 'schema'> &
  Partial<Pick<JobDefinition<P>, 'attempts' | 'backoff' | 'concurrency' | 'timeoutMs'>>;

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * Declares a job. Defaults: 5 attempts, back-off from 1 s to 60 s, concurrency 1, time limit 60 s.
 *
 * @throws Error at import when a name, a limit or the payload schema is unfit (see `assertCarriesIdsOnly`).
 */
export function defineJob<P extends JobPayload>(declaration: JobDeclaration<P>): JobDefinition<P> {
  const job: JobDefinition<P> = {
    attempts: 5,
    backoff: { baseMs: 1_000, maxMs: 60_000 },
    concurrency: 1,
    timeoutMs: 60_000,
    ...declaration,
  };
  // A colon separates the parts of a Redis key, so neither name may hold one.
  if (!NAME.test(job.name)) throw new Error(`Job "${job.name}": the name must be kebab-case ASCII.`);
  if (!NAME.test(job.queue)) throw new Error(`Job "${job.name}": the queue name must be kebab-case ASCII.`);
  for (const limit of ['attempts', 'concurrency', 'timeoutMs'] as const) {
    if (!Number.isInteger(job[limit]) || job[limit] < 1) {
      throw new Error(`Job "${job.name}": ${limit} must be a positive integer.`);
    }
  }
  if (!(job.backoff.baseMs >= 0 && job.backoff.maxMs >= job.backoff.baseMs)) {
    throw new Error(`Job "${job.name}": backoff must satisfy 0 <= baseMs <= maxMs.`);
  }
  assertCarriesIdsOnly(job.name, job.schema);
  return Object.freeze(job);
}

/**
 * Checks a payload against its job's schema.
 *
 * @throws Error naming job, field and rule, never the value that was refused.
 */
export function parsePayload<P extends JobPayload>(job: JobDefinition<P>, payload: unknown): P {
  const parsed = job.schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(payload)'}: ${issue.code}`);
  throw new Error(`Job "${job.name}": payload refused (${faults.join(', ')}).`);
}

/**
 * The id under which a wake-up is queued. The same job and key always give the same id, so that a service and the
 * reconciler that wake the same work meet in one job. Hashed: a fixed length, and never a colon.
 *
 * @param dedupeKey What makes two wake-ups the same; by default the whole payload.
 */
export function jobIdOf(job: Pick<JobDefinition, 'name'>, payload: JobPayload, dedupeKey?: string): string {
  const key = dedupeKey ?? canonical(payload);
  return `${job.name}.${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

function canonical(payload: JobPayload): string {
  return JSON.stringify(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Milliseconds to wait after the given failed attempt (1-based). `random` is in [0, 1). */
export function backoffDelay(backoff: JobBackoff, attempt: number, random: number): number {
  const delay = Math.min(backoff.maxMs, backoff.baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(delay * (0.75 + random / 2));
}

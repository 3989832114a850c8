import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { settlesWithin, within } from './bounded';
import { Circuit } from './circuit';
import { jobIdOf, parsePayload, type JobDefinition } from './job-definition';
import { errorLabel } from './job-errors';
import { JobRegistry } from './job-registry';
import type { JobPayload } from './payload-schema';
import type { BackendQueue } from './queue-backend';
import { QueueConnections } from './queue-connections';
import { QUEUE_OPTIONS, type ResolvedQueueOptions } from './queue-options';

export interface AddOptions {
  /** What makes two wake-ups the same; by default the payload. Never personal data. */
  readonly dedupeKey?: string;
  /** Not before this many milliseconds from now. */
  readonly delayMs?: number;
}

/**
 * `added`: queued. `present`: the same wake-up is already waiting, delayed or running.
 * `deferred`: the store is away, full or closing; the reconciler will add it.
 */
export type AddOutcome = 'added' | 'present' | 'deferred';

const FAILED_KEPT = { count: 500, age: 14 * 24 * 3600 };
const COUNT_VALID_MS = 1_000;

/** Adds wake-ups. Call it after the transaction committed: the table row is the promise, the job only a nudge. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly logger = new Logger(JobQueue.name);
  private readonly circuit: Circuit;
  private readonly backlog = new Map<string, { size: number; at: number }>();
  private closed = false;

  constructor(
    private readonly registry: JobRegistry,
    private readonly connections: QueueConnections,
    @Inject(QUEUE_OPTIONS) private readonly options: ResolvedQueueOptions,
  ) {
    this.circuit = new Circuit(options.addCooldownMs);
  }

  /**
   * Wakes a job, best effort: waits at most `addTimeoutMs` and never rejects because the store is away.
   *
   * @throws Error only for a programming mistake: an undeclared job or a payload its schema refuses.
   */
  async add<P extends JobPayload>(
    job: JobDefinition<P>,
    payload: P,
    options: AddOptions = {},
  ): Promise<AddOutcome> {
    this.registry.assertDeclared(job);
    const data = parsePayload(job, payload);
    const jobId = jobIdOf(job, data, options.dedupeKey);
    if (this.closed || this.circuit.isOpen) return 'deferred';
    try {
      const outcome = await within(
        this.options.addTimeoutMs,
        this.enqueue(job, data, jobId, options.delayMs ?? 0),
      );
      this.circuit.succeeded();
      return outcome;
    } catch (error) {
      this.circuit.failed();
      this.logger.warn({ event: 'job-deferred', job: job.name, jobId, error: errorLabel(error) });
      return 'deferred';
    }
  }

  private async enqueue(
    job: Omit<JobDefinition, 'schema'>,
    data: JobPayload,
    jobId: string,
    delayMs: number,
  ): Promise<AddOutcome> {
    const queue = await this.connections.queue(job.queue);
    if (await this.alreadyWaits(queue, jobId, delayMs)) return 'present';
    if (await this.isFull(queue, job.queue)) {
      this.logger.warn({ event: 'job-deferred', job: job.name, jobId, reason: 'queue full' });
      return 'deferred';
    }
    await queue.add(job.name, data, {
      jobId,
      delay: delayMs,
      attempts: job.attempts,
      backoff: { type: 'custom' },
      // A finished job that is kept would make BullMQ ignore the next wake-up under its id.
      removeOnComplete: true,
      removeOnFail: FAILED_KEPT,
      stackTraceLimit: 0,
      keepLogs: 0,
    });
    return 'added';
  }

  /** Also clears what would block the id: a failed job kept for people to see, or a job due later than now asked. */
  private async alreadyWaits(queue: BackendQueue, jobId: string, delayMs: number): Promise<boolean> {
    const state = await queue.getJobState(jobId);
    if (state === 'unknown') return false;
    if (state === 'failed') {
      await queue.remove(jobId);
      return false;
    }
    if (state !== 'delayed') return true;
    const waiting = await queue.getJob(jobId);
    // A job that waits for its next attempt keeps its back-off.
    if (!waiting || waiting.attemptsMade > 0) return Boolean(waiting);
    if (Date.now() + delayMs < waiting.timestamp + waiting.delay) await waiting.changeDelay(delayMs);
    return true;
  }

  private async isFull(queue: BackendQueue, name: string): Promise<boolean> {
    let known = this.backlog.get(name);
    if (!known || performance.now() - known.at > COUNT_VALID_MS) {
      const counts = await queue.getJobCounts('waiting', 'delayed');
      known = { size: (counts.waiting ?? 0) + (counts.delayed ?? 0), at: performance.now() };
      this.backlog.set(name, known);
    }
    if (known.size >= this.options.maxWaiting) return true;
    known.size += 1;
    return false;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await settlesWithin(5_000, this.connections.close());
  }
}

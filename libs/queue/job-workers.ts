import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { MinimalJob } from 'bullmq';
import { pause, settlesWithin } from './bounded';
import { backoffDelay } from './job-definition';
import { errorLabel } from './job-errors';
import { JobRegistry } from './job-registry';
import { JobRunner } from './job-runner';
import type { BackendWorker } from './queue-backend';
import { QueueConnections } from './queue-connections';
import { QUEUE_OPTIONS, type ResolvedQueueOptions } from './queue-options';

const ABORT_GRACE_MS = 3_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** One worker a queue, from start to shutdown; a store that is away at start is tried until it is there. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobWorkers.name);
  private readonly stopping = new AbortController();
  private readonly workers = new Set<BackendWorker>();

  constructor(
    private readonly registry: JobRegistry,
    private readonly connections: QueueConnections,
    private readonly runner: JobRunner,
    @Inject(QUEUE_OPTIONS) private readonly options: ResolvedQueueOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.runJobs) return;
    for (const [queue, concurrency] of this.registry.queues()) {
      void this.start(queue, Math.max(1, Math.round(concurrency * this.options.concurrencyFactor)));
    }
  }

  /** Takes no more jobs, waits for those running, then aborts them; always ends in bounded time. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const workers = [...this.workers];
    const closed = Promise.allSettled(workers.map((worker) => worker.close()));
    if (await settlesWithin(this.options.shutdownTimeoutMs, closed)) return;
    this.logger.warn({ event: 'jobs-aborted', reason: 'shutdown' });
    this.runner.abortAll();
    if (await settlesWithin(ABORT_GRACE_MS, closed)) return;
    this.logger.warn({ event: 'jobs-abandoned', reason: 'shutdown' });
    await settlesWithin(1_000, Promise.allSettled(workers.map((worker) => worker.disconnect())));
  }

  private async start(queue: string, concurrency: number): Promise<void> {
    for (
      let wait = FIRST_RETRY_MS;
      !this.stopping.signal.aborted;
      wait = Math.min(wait * 2, LONGEST_RETRY_MS)
    ) {
      if (await this.tryStart(queue, concurrency)) return;
      await pause(wait, this.stopping.signal);
    }
  }

  private async tryStart(queue: string, concurrency: number): Promise<boolean> {
    let worker: BackendWorker | undefined;
    try {
      worker = await this.connections.worker(queue, (job, _token, signal) => this.runner.run(job, signal), {
        concurrency,
        settings: { backoffStrategy: (attempt, _type, _error, job) => this.backoff(attempt, job) },
      });
      this.workers.add(worker);
      await worker.waitUntilReady();
      if (this.stopping.signal.aborted) return true;
      void worker.run().catch((error: unknown) => this.warn(queue, error));
      return true;
    } catch (error) {
      this.warn(queue, error);
      if (worker) {
        this.workers.delete(worker);
        await settlesWithin(1_000, worker.close());
      }
      return false;
    }
  }

  private backoff(attempt: number, job: MinimalJob | undefined): number {
    const definition = job && this.registry.job(job.name);
    return definition ? backoffDelay(definition.backoff, attempt, Math.random()) : LONGEST_RETRY_MS;
  }

  private warn(queue: string, error: unknown): void {
    this.logger.warn({ event: 'worker-start', queue, error: errorLabel(error) });
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Processor } from 'bullmq';
import { settlesWithin } from './bounded';
import { errorLabel } from './job-errors';
import { JobRegistry } from './job-registry';
import {
  createBackend,
  type BackendQueue,
  type BackendWorker,
  type QueueBackend,
  type WorkerLimits,
} from './queue-backend';
import { QUEUE_OPTIONS, type ResolvedQueueOptions } from './queue-options';

/** The process's one backend and the queues opened on it. */
@Injectable()
export class QueueConnections {
  private readonly logger = new Logger(QueueConnections.name);
  private readonly queues = new Map<string, Promise<BackendQueue>>();
  private opened: QueueBackend | undefined;

  constructor(
    private readonly registry: JobRegistry,
    @Inject(QUEUE_OPTIONS) private readonly options: ResolvedQueueOptions,
  ) {}

  get kind(): QueueBackend['kind'] {
    return this.options.backend.kind;
  }

  /** The queue, ready to use. Rejects when the store is away; a later call tries anew. */
  queue(name: string): Promise<BackendQueue> {
    let opening = this.queues.get(name);
    if (!opening) {
      opening = this.openQueue(name).catch((error: unknown) => {
        this.queues.delete(name);
        throw error;
      });
      this.queues.set(name, opening);
    }
    return opening;
  }

  /** A worker that has its connections and takes jobs once `run()` is called. */
  async worker(name: string, processor: Processor, limits: WorkerLimits): Promise<BackendWorker> {
    await this.backend().ready();
    const worker = this.backend().openWorker(name, processor, limits);
    worker.on('error', this.quietly(`worker ${name}`));
    return worker;
  }

  /** Bounded: at most about 3 s, also when the store does not answer. */
  async close(): Promise<void> {
    const closing = [...this.queues.values()].map(async (opening) => (await opening).close());
    this.queues.clear();
    await settlesWithin(1_000, Promise.allSettled(closing));
    await this.opened?.close();
  }

  private backend(): QueueBackend {
    this.opened ??= createBackend(this.options, this.options.runJobs ? this.registry.queues().size : 0);
    return this.opened;
  }

  private async openQueue(name: string): Promise<BackendQueue> {
    await this.backend().ready();
    const queue = this.backend().openQueue(name);
    queue.on('error', this.quietly(`queue ${name}`));
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await settlesWithin(1_000, queue.close());
      throw error;
    }
    return queue;
  }

  /** An outage repeats one error many times a second; it is said once in ten seconds. */
  private quietly(source: string): (error: Error) => void {
    let saidAt = -Infinity;
    return (error) => {
      if (performance.now() - saidAt < 10_000) return;
      saidAt = performance.now();
      this.logger.warn({ event: 'queue-connection', source, error: errorLabel(error) });
    };
  }
}

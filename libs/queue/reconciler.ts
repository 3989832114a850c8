import { setMaxListeners } from 'node:events';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { pause, settlesWithin, within } from './bounded';
import type { DueWork } from './due-work';
import { errorLabel } from './job-errors';
import { JobQueue } from './job-queue';
import { JobRegistry } from './job-registry';
import { QUEUE_OPTIONS, type ResolvedQueueOptions } from './queue-options';

/** Wake-ups asked of one source in one run. */
const RUN_LIMIT = 500;
const RUN_TIMEOUT_MS = 60_000;
const JITTER = 0.2;

/** Asks every {@link DueWork} what should be running and wakes it again. The store may be emptied at any time. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Reconciler.name);
  private readonly stopping = new AbortController();
  private loops: Promise<void>[] = [];

  constructor(
    private readonly registry: JobRegistry,
    private readonly queue: JobQueue,
    @Inject(QUEUE_OPTIONS) private readonly options: ResolvedQueueOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.runJobs) return;
    const sources = this.registry.dueWork();
    // Each loop waits on the one signal, and may wait twice.
    setMaxListeners(2 * sources.length + 1, this.stopping.signal);
    this.loops = sources.map((source) => this.loop(source));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await settlesWithin(this.options.shutdownTimeoutMs, Promise.allSettled(this.loops));
  }

  /** One run after another for each source, so a slow one never overlaps itself. */
  private async loop(source: DueWork): Promise<void> {
    // The first run comes at once but not for all processes of a deployment in the same moment.
    await pause(Math.random() * Math.min(1_000, source.intervalMs), this.stopping.signal);
    while (!this.stopping.signal.aborted) {
      await this.run(source);
      await pause(source.intervalMs * (1 - JITTER + 2 * JITTER * Math.random()), this.stopping.signal);
    }
  }

  private async run(source: DueWork): Promise<void> {
    const startedAt = performance.now();
    const asked = Promise.resolve().then(() => source.findDue(RUN_LIMIT));
    try {
      const due = await within(RUN_TIMEOUT_MS, asked);
      let added = 0;
      for (const { job, payload, dedupeKey } of due.slice(0, RUN_LIMIT)) {
        if (this.stopping.signal.aborted) return;
        const outcome = await this.queue.add(job, payload, { dedupeKey });
        if (outcome === 'deferred') break;
        if (outcome === 'added') added += 1;
      }
      const ms = Math.round(performance.now() - startedAt);
      if (added > 0)
        this.logger.log({ event: 'reconciled', source: source.name, due: due.length, added, ms });
    } catch (error) {
      this.logger.error({ event: 'reconcile-failed', source: source.name, error: errorLabel(error) });
      // Still at work past its limit: wait, or the next run would pile up on it.
      await Promise.race([asked.catch(() => undefined), aborted(this.stopping.signal)]);
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

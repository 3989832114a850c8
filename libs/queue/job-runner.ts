import { Injectable, Logger } from '@nestjs/common';
import { UnrecoverableError, type Job } from 'bullmq';
import { settlesWithin } from './bounded';
import { parsePayload, type JobDefinition } from './job-definition';
import { errorFrames, errorLabel, JobTimeoutError, PermanentJobError } from './job-errors';
import type { JobHandler } from './job-handler';
import { JobRegistry } from './job-registry';
import type { JobPayload } from './payload-schema';

type Outcome = 'done' | 'retry' | 'failed' | 'permanent';

/** How long an aborted handler may take to leave before its attempt is given up, ms. */
const ABORT_GRACE_MS = 2_000;

/** Runs one job: finds its handler, keeps the time limit, says how it ended. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);
  private readonly stopping = new AbortController();

  constructor(private readonly registry: JobRegistry) {}

  /** Aborts every running handler's signal: the process is about to end. */
  abortAll(): void {
    this.stopping.abort(new Error('shutting down'));
  }

  /** @throws an error without details (see `errorLabel`): what a queue keeps of a failure leaves the database. */
  async run(job: Job, lockLost: AbortSignal | undefined): Promise<void> {
    const startedAt = performance.now();
    const attempt = job.attemptsMade + 1;
    const report = (outcome: Outcome, error?: unknown) =>
      this.report(job, attempt, Math.round(performance.now() - startedAt), outcome, error);
    try {
      const { definition, handler, payload } = this.prepare(job);
      const signals = [this.stopping.signal, ...(lockLost ? [lockLost] : [])];
      await this.callWithin(definition.timeoutMs, signals, (signal) =>
        handler(payload, { jobId: job.id ?? '', attempt, maxAttempts: definition.attempts, signal }),
      );
      report('done');
    } catch (error) {
      const permanent = error instanceof PermanentJobError;
      report(permanent ? 'permanent' : attempt >= (job.opts.attempts ?? 1) ? 'failed' : 'retry', error);
      const said = errorLabel(error);
      throw permanent ? new UnrecoverableError(said) : new Error(said);
    }
  }

  private prepare(job: Job): {
    definition: JobDefinition;
    handler: JobHandler<JobPayload>;
    payload: JobPayload;
  } {
    const definition = this.registry.job(job.name);
    const handler = this.registry.handler(job.name);
    // Left by another version of the program; nobody here can ever run it.
    if (!definition || !handler) throw new PermanentJobError('no such job');
    try {
      return { definition, handler, payload: parsePayload(definition, job.data) };
    } catch (error) {
      throw new PermanentJobError('payload refused', { cause: error });
    }
  }

  private async callWithin(
    timeoutMs: number,
    signals: AbortSignal[],
    call: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const limit = new AbortController();
    const signal = AbortSignal.any([limit.signal, ...signals]);
    let timer: NodeJS.Timeout | undefined;
    const running = Promise.resolve().then(() => call(signal));
    const expiry = new Promise<'expired'>((resolve) => {
      timer = setTimeout(() => resolve('expired'), timeoutMs);
    });
    try {
      if ((await Promise.race([running, expiry])) !== 'expired') return;
    } finally {
      clearTimeout(timer);
    }
    const timeout = new JobTimeoutError(timeoutMs);
    limit.abort(timeout);
    // The next attempt should not meet this one still at work; one that ignores its signal is left behind.
    await settlesWithin(ABORT_GRACE_MS, running);
    throw timeout;
  }

  private report(job: Job, attempt: number, ms: number, outcome: Outcome, error?: unknown): void {
    const line = { event: 'job', job: job.name, jobId: job.id, ids: this.idsOf(job), attempt, ms, outcome };
    if (outcome === 'done') this.logger.log(line);
    else if (outcome === 'retry') this.logger.warn({ ...line, error: errorLabel(error) });
    else this.logger.error({ ...line, error: errorLabel(error), frames: errorFrames(error) });
  }

  /** The payload, if it is what its schema lets through: then it is ids and nothing else. */
  private idsOf(job: Job): JobPayload | undefined {
    const definition = this.registry.job(job.name);
    return definition?.schema.safeParse(job.data).success ? (job.data as JobPayload) : undefined;
  }
}

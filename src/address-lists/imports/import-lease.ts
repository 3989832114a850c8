import { setTimeout as delay } from 'node:timers/promises';

/** The import was cancelled, or another worker has it: whatever this one did is rolled back. */
export class ImportStoppedError extends Error {
  constructor() {
    super('the import was cancelled or taken over');
    this.name = 'ImportStoppedError';
  }
}

const BEAT_MS = 400;
/** The first beat comes sooner: whoever has just pressed start wants to see that it moves. */
const FIRST_BEAT_MS = 50;
/** Beats may fail for this long (a database that restarts) before the lease counts as lost. */
const PATIENCE_MS = 20_000;

/**
 * Beats while the work goes on: each beat shows the progress, keeps the lease and learns of a cancel. Made outside
 * the work's transaction, since its beats are transactions of their own.
 */
export class ImportLease {
  private readonly lost = new AbortController();
  private readonly ended = new AbortController();
  private readonly beating: Promise<void>;
  readonly signal: AbortSignal;

  /**
   * @param beat answers whether the import is still this worker's
   * @param outer aborts the work for reasons of the caller's
   */
  constructor(
    private readonly beat: () => Promise<boolean>,
    outer?: AbortSignal,
  ) {
    this.signal = outer ? AbortSignal.any([outer, this.lost.signal]) : this.lost.signal;
    this.beating = this.keepBeating();
  }

  /** Resolves when no beat is under way any more. */
  async stop(): Promise<void> {
    this.ended.abort();
    await this.beating;
  }

  private async keepBeating(): Promise<void> {
    let lastGood = performance.now();
    let wait = FIRST_BEAT_MS;
    while (!this.ended.signal.aborted && !this.signal.aborted) {
      await delay(wait, undefined, { signal: this.ended.signal }).catch(() => undefined);
      if (this.ended.signal.aborted) return;
      wait = BEAT_MS;
      try {
        if (!(await this.beat())) this.lost.abort(new ImportStoppedError());
        lastGood = performance.now();
      } catch {
        if (performance.now() - lastGood > PATIENCE_MS) this.lost.abort(new ImportStoppedError());
      }
    }
  }
}

import { pause } from './bounded';

/**
 * How long a row waits after its worker was killed. While the worker lives it renews the lease, however long the
 * work takes.
 */
export const LEASE_SECONDS = 15;
/** A quarter of the lease, so that a renewal may fail. */
const RENEW_EVERY_MS = 4_000;

/** The row was cancelled or taken over, or its lease could not be renewed for so long that it may have been. */
export class LeaseLostError extends Error {
  readonly code = 'lease.lost';

  constructor() {
    super('the lease is lost: the row was cancelled or taken over');
    this.name = 'LeaseLostError';
  }
}

/** A claim on a row that ends by itself unless it is renewed. Short, so that a killed worker's work waits little. */
export interface Lease {
  /** Extends the lease. Once it answers false the lease is lost and is not renewed again; an error is tried again. */
  renew(): Promise<boolean>;
  /** Ends the renewing, e.g. a job's signal: a handler that hangs must not keep its row for ever. */
  readonly signal?: AbortSignal;
  /** Milliseconds between renewals, for whoever tells more with them than that the worker lives. */
  readonly everyMs?: number;
  /** Milliseconds to the first renewal; `everyMs` when left out. */
  readonly firstMs?: number;
  /** Milliseconds without a renewal after which the lease counts as lost; the lease's own length when left out. */
  readonly patienceMs?: number;
}

/** The lease as the work sees it. */
export interface HeldLease {
  /**
   * Aborts with {@link LeaseLostError} when the lease is lost, or with the reason of the lease's own signal. Work that
   * goes on all the same does no harm: what it writes names its fence and finds nothing.
   */
  readonly signal: AbortSignal;
  /** Ends the renewing before the work does, e.g. before it locks the row itself. Resolves when none is under way. */
  end(): Promise<void>;
}

/**
 * Renews the lease for as long as the work goes on.
 *
 * @returns what the work returns; rejects as it does
 */
export async function holding<T>(lease: Lease, work: (held: HeldLease) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const ended = new AbortController();
  const outer = lease.signal ? [lease.signal] : [];
  const renewing = keepRenewing(lease, AbortSignal.any([...outer, ended.signal]), lost);
  const end = () => {
    ended.abort();
    return renewing;
  };
  try {
    return await work({ signal: AbortSignal.any([...outer, lost.signal]), end });
  } finally {
    await end();
  }
}

async function keepRenewing(lease: Lease, ended: AbortSignal, lost: AbortController): Promise<void> {
  const { everyMs = RENEW_EVERY_MS, firstMs = everyMs, patienceMs = LEASE_SECONDS * 1_000 } = lease;
  let renewedAt = performance.now();
  await pause(firstMs, ended);
  while (!ended.aborted) {
    const held = await lease.renew().catch(() => undefined);
    if (held === false) return lost.abort(new LeaseLostError());
    if (held) renewedAt = performance.now();
    else if (performance.now() - renewedAt > patienceMs) lost.abort(new LeaseLostError());
    await pause(everyMs, ended);
  }
}

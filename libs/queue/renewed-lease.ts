import { pause } from './bounded';

/** A claim on a row that ends by itself unless it is renewed. Short, so that a killed worker's work waits little. */
export interface RenewedLease {
  /** Milliseconds between renewals: a third of the lease or less, so that one may fail. */
  readonly everyMs: number;
  /** Extends the lease. Once it answers false the lease is lost and is not renewed again; an error is tried again. */
  renew(): Promise<boolean>;
  /** Ends the renewing, e.g. a job's signal: a handler that hangs must not keep its row for ever. */
  readonly signal: AbortSignal;
}

/**
 * Renews the lease for as long as the work goes on. The work is not stopped when the lease is lost: what it writes
 * names its fence and finds nothing.
 *
 * @returns what the work returns; rejects as it does
 */
export async function whileRenewing<T>(lease: RenewedLease, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const renewing = keepRenewing(lease, AbortSignal.any([lease.signal, ended.signal]));
  try {
    return await work();
  } finally {
    ended.abort();
    await renewing;
  }
}

async function keepRenewing({ everyMs, renew }: RenewedLease, ended: AbortSignal): Promise<void> {
  let held = true;
  while (held) {
    await pause(everyMs, ended);
    if (ended.aborted) return;
    held = await renew().catch(() => true);
  }
}

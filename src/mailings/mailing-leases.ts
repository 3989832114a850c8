/**
 * How long a chunk or a hand-over waits after its worker was killed. While the worker lives it renews the lease,
 * however long the work takes.
 */
export const LEASE_SECONDS = 15;
export const RENEW_EVERY_MS = 4_000;

/** How often something may be done: a token bucket that holds `capacity` and grows by `perSecond`. */
export interface RatePolicy {
  /** Told in the headers; lower case. */
  readonly name: string;
  /** Most at once. */
  readonly capacity: number;
  readonly perSecond: number;
}

/** Where a bucket stands after it was asked. */
export interface RateStand {
  readonly policy: RatePolicy;
  readonly allowed: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** Seconds until the bucket is full again, or, when refused, until the next token; rounded up. */
  readonly seconds: number;
}

/** A policy of so many a minute, all of them at once if need be. */
export function perMinute(name: string, count: number): RatePolicy {
  return { name, capacity: count, perSecond: count / 60 };
}

/**
 * The header fields that tell a caller of its limit. Source: draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4
 * (`q` quota, `w` window in seconds, `r` remaining, `t` seconds until there is more).
 */
export function rateHeaders({ policy, remaining, seconds }: RateStand): Record<string, string> {
  const window = Math.ceil(policy.capacity / policy.perSecond);
  return {
    'RateLimit-Policy': `"${policy.name}";q=${policy.capacity};w=${window}`,
    RateLimit: `"${policy.name}";r=${remaining};t=${seconds}`,
  };
}

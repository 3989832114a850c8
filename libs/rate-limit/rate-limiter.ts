import { Injectable } from '@nestjs/common';
import { RateBuckets } from './rate-buckets';
import type { RatePolicy, RateStand } from './rate-policy';

/** Tokens a process took from the shared bucket and spends without asking. */
interface Purse {
  tokens: number;
  /** What was left in the shared bucket when the process last asked. */
  behind: number;
  askedAt: number;
  /** Nothing was left: until then (milliseconds of `now`) there is no use in asking. */
  emptyUntil: number;
  asking: Promise<void> | null;
}

/** A purse takes this part of a bucket at once: the database is asked by one request in so many. */
const PART = 0.1;
/** Subjects whose purses are kept; the rest asks the shared bucket again. */
const MOST_PURSES = 10_000;

/**
 * Counts how often something is done, in all processes together. A process takes tokens by the tenth of a bucket and
 * spends them in memory, so that most requests cost no query. Together the tokens inside and outside a bucket are never
 * more than it holds for one process, and at most a tenth more for each further one.
 */
@Injectable()
export class RateLimiter {
  private readonly purses = new Map<string, Purse>();

  constructor(private readonly buckets: RateBuckets) {}

  /** Spends one token of the subject's if there is one. */
  async take(policy: RatePolicy, subject: string, now = performance.now()): Promise<RateStand> {
    const purse = this.purseOf(policy, subject);
    const part = partOf(policy);
    // By now the shared bucket has grown by as much as is left here: keeping it would make it too much.
    if (now - purse.askedAt > (part / policy.perSecond) * 1000) purse.tokens = 0;
    // Each round gives a token to one of those who wait, or finds that there is none: it ends.
    while (purse.tokens < 1 && now >= purse.emptyUntil) {
      purse.asking ??= this.fill(purse, policy, subject, now).finally(() => (purse.asking = null));
      await purse.asking;
    }
    const allowed = purse.tokens >= 1;
    if (allowed) purse.tokens -= 1;
    return standOf(policy, purse, allowed, now);
  }

  /** Returns a token that turned out not to count. */
  giveBack(policy: RatePolicy, subject: string): void {
    const purse = this.purseOf(policy, subject);
    purse.tokens = Math.min(purse.tokens + 1, partOf(policy));
    purse.emptyUntil = 0;
  }

  /** The subject starts with a full bucket again. */
  async forget(policy: RatePolicy, subject: string): Promise<void> {
    this.purses.delete(`${policy.name} ${subject}`);
    await this.buckets.forget(policy, subject);
  }

  private async fill(purse: Purse, policy: RatePolicy, subject: string, now: number): Promise<void> {
    const part = partOf(policy);
    const { granted, tokens } = await this.buckets.take(policy, subject, part, part > 1 ? part : 0);
    purse.tokens += granted;
    purse.behind = tokens;
    purse.askedAt = now;
    purse.emptyUntil = granted > 0 ? 0 : now + ((1 - tokens) / policy.perSecond) * 1000;
  }

  private purseOf(policy: RatePolicy, subject: string): Purse {
    const key = `${policy.name} ${subject}`;
    const known = this.purses.get(key);
    // The last used stands last; the first is the first to go.
    if (known) this.purses.delete(key);
    const purse = known ?? { tokens: 0, behind: 0, askedAt: 0, emptyUntil: 0, asking: null };
    this.purses.set(key, purse);
    if (this.purses.size > MOST_PURSES) this.purses.delete(this.purses.keys().next().value!);
    return purse;
  }
}

const partOf = (policy: RatePolicy): number => Math.max(1, Math.floor(policy.capacity * PART));

function standOf(policy: RatePolicy, purse: Purse, allowed: boolean, now: number): RateStand {
  const grown = ((now - purse.askedAt) / 1000) * policy.perSecond;
  const left = Math.min(policy.capacity, purse.tokens + purse.behind + grown);
  const remaining = allowed ? Math.floor(left) : 0;
  const waitMs = allowed
    ? ((policy.capacity - left) / policy.perSecond) * 1000
    : Math.max(purse.emptyUntil - now, 0);
  return { policy, allowed, remaining, seconds: Math.max(1, Math.ceil(waitMs / 1000)) };
}

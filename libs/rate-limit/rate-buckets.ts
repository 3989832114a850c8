import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Database } from '../database/database';
import type { RatePolicy } from './rate-policy';

/** What a bucket gave, and what is left in it. */
export interface Grant {
  granted: number;
  tokens: number;
}

/**
 * The buckets that all processes share, in a table that is not logged. One statement a call, outside the request's
 * transaction: what was spent stays spent when the request fails.
 */
@Injectable()
export class RateBuckets {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param wanted tokens to take; fewer are given when there are not so many
   * @param held   the most that the caller may still hold of what it took before
   */
  async take(policy: RatePolicy, subject: string, wanted: number, held: number): Promise<Grant> {
    const [grant]: [Grant] = await this.database.dataSource.query(
      'SELECT granted, tokens FROM rate_take($1, $2, $3, $4, $5)',
      [this.keyOf(policy, subject), policy.capacity, policy.perSecond, wanted, held],
    );
    return grant;
  }

  /** Fills the bucket again. */
  async forget(policy: RatePolicy, subject: string): Promise<void> {
    await this.database.dataSource.query('SELECT rate_forget($1)', [this.keyOf(policy, subject)]);
  }

  /** Lets go of buckets that are long full again. */
  async sweep(): Promise<void> {
    await this.database.dataSource.query('SELECT rate_sweep()');
  }

  /** Addresses and e-mails are not kept, only a keyed hash of them. */
  private keyOf(policy: RatePolicy, subject: string): Buffer {
    return createHmac('sha256', this.config.hashKey).update(`rate ${policy.name} ${subject}`).digest();
  }
}

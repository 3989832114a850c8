import { Injectable } from '@nestjs/common';
import { type DueJob, type DueWork, DueWorkSource } from '../queue/due-work';
import { RateBuckets } from './rate-buckets';

/** Lets go of buckets that are long full again. The look itself is the work: no job comes of it. */
@Injectable()
@DueWorkSource()
export class RateSweeper implements DueWork {
  readonly name = 'rate-sweeper';
  readonly intervalMs = 10 * 60_000;

  constructor(private readonly buckets: RateBuckets) {}

  async findDue(): Promise<DueJob[]> {
    await this.buckets.sweep();
    return [];
  }
}

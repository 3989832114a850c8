import { DiscoveryService } from '@nestjs/core';
import type { JobDefinition } from './job-definition';
import type { JobPayload } from './payload-schema';

/** One wake-up that the tables say is owed. */
export interface DueJob<P extends JobPayload = JobPayload> {
  readonly job: JobDefinition<P>;
  readonly payload: P;
  /** Must equal the key the service adds with, if it gives one; by default the payload is the key. */
  readonly dedupeKey?: string;
}

/**
 * A question to the tables: what should be running now? Asked regularly in processes that run jobs, so that a lost
 * wake-up (Redis emptied, process killed after commit) costs one interval. Mark the class `@DueWorkSource()`.
 */
export interface DueWork {
  /** For logs. */
  readonly name: string;
  /** Milliseconds between runs, jittered by ±20 %; at least 100. */
  readonly intervalMs: number;
  /**
   * At most `limit` due wake-ups, longest due first. Leave out what is leased to a live worker and what has failed
   * for good, or it would hide what comes after it.
   */
  findDue(limit: number): Promise<readonly DueJob[]>;
}

/** Marks a provider that implements {@link DueWork}. */
export const DueWorkSource = DiscoveryService.createDecorator();

/** Builds a {@link DueJob} with its payload checked against the job by the compiler. */
export function dueJob<P extends JobPayload>(job: JobDefinition<P>, payload: P, dedupeKey?: string): DueJob {
  return { job, payload, dedupeKey };
}

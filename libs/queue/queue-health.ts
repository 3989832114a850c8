import { Injectable } from '@nestjs/common';
import { within } from './bounded';
import { errorLabel } from './job-errors';
import { JobRegistry } from './job-registry';
import { QueueConnections } from './queue-connections';

export interface QueueCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  /** Asked for later, or waiting for the next attempt. */
  readonly delayed: number;
  /** Kept for people to see; the reconciler wakes their work again. */
  readonly failed: number;
}

export interface QueueHealthReport {
  readonly backend: 'postgres' | 'redis';
  readonly reachable: boolean;
  /** Why it is not reachable: an error's class and code. */
  readonly error?: string;
  /** Sorted by name; empty when not reachable. */
  readonly queues: readonly QueueCounts[];
}

const TIMEOUT_MS = 2_000;

/** Counts for an operations page. */
@Injectable()
export class QueueHealth {
  constructor(
    private readonly registry: JobRegistry,
    private readonly connections: QueueConnections,
  ) {}

  /** Answers within 2 s and never rejects. */
  async queueHealth(): Promise<QueueHealthReport> {
    const backend = this.connections.kind;
    const names = [...this.registry.queues().keys()].sort();
    try {
      const queues = await within(TIMEOUT_MS, Promise.all(names.map((name) => this.counts(name))));
      return { backend, reachable: true, queues };
    } catch (error) {
      return { backend, reachable: false, error: errorLabel(error), queues: [] };
    }
  }

  private async counts(name: string): Promise<QueueCounts> {
    const queue = await this.connections.queue(name);
    const found = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
    const count = (state: string) => found[state] ?? 0;
    return {
      queue: name,
      waiting: count('waiting'),
      active: count('active'),
      delayed: count('delayed'),
      failed: count('failed'),
    };
  }
}

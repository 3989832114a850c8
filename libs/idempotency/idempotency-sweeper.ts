import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { type DueJob, type DueWork, DueWorkSource } from '../queue/due-work';

const MOST_AT_ONCE = 5_000;

/** Lets go of what was answered more than a day ago. The look itself is the work: no job comes of it. */
@Injectable()
@DueWorkSource()
export class IdempotencySweeper implements DueWork {
  readonly name = 'idempotency-sweeper';
  readonly intervalMs = 60_000;

  constructor(private readonly database: Database) {}

  findDue(): Promise<DueJob[]> {
    return this.database.asSystem(async () => {
      await this.database.manager.query(
        `DELETE FROM idempotent_request WHERE key_hash = ANY (ARRAY(
           SELECT key_hash FROM idempotent_request WHERE created_at < now() - interval '24 hours' LIMIT $1))`,
        [MOST_AT_ONCE],
      );
      return [];
    });
  }
}

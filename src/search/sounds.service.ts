import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../libs/queue/due-work';
import { defineJob } from '../../libs/queue/job-definition';
import { HandlesJob, type JobContext } from '../../libs/queue/job-handler';
import { SearchRepository } from './search.repository';
import { soundsOf } from './sounds';

/** One for the whole house. */
export const HEAR_NAMES = defineJob({
  name: 'hear-names',
  queue: 'search',
  schema: z.strictObject({}),
  timeoutMs: 10 * 60_000,
});

/** Names heard in one transaction. */
const BATCH = 2_000;

/**
 * Works out how new names sound, a few seconds after they were written: no writer waits for it, and a program that
 * was killed meanwhile finds them waiting.
 */
@Injectable()
@DueWorkSource()
export class SoundsService implements DueWork {
  readonly name = 'search';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly entries: SearchRepository,
  ) {}

  async findDue(): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.entries.anyUnheard());
    return due ? [dueJob(HEAR_NAMES, {})] : [];
  }

  @HandlesJob(HEAR_NAMES)
  async run(_payload: object, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    for (let heard = BATCH; heard === BATCH && !signal.aborted;) {
      heard = await this.database.asSystem(async () => {
        const names = await this.entries.unheard(BATCH);
        const rows = names.map(({ kind, id, title }) => ({
          kind,
          id,
          sounds: soundsOf(title, kind === 'contact'),
        }));
        if (rows.length > 0) await this.entries.heard(rows);
        return rows.length;
      });
    }
  }
}

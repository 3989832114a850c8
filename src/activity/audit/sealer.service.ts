import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { AuditJournal } from './audit-journal';
import { entryHash } from './entry-hash';
import { type Seal, SealRepository } from './seal.repository';

/** One for the whole house. */
export const SEAL_AUDIT = defineJob({
  name: 'seal-audit',
  queue: 'audit',
  schema: z.strictObject({}),
  timeoutMs: 10 * 60_000,
});

/** Entries sealed in one transaction. */
const BATCH = 1_000;
/** The journal gets a head as often as this, or after as many entries: the end of the chain is soon held outside. */
const JOURNAL_MINUTES = 10;
const JOURNAL_ENTRIES = 1_000;

/**
 * Gives entries their place in the chain after their writers have committed, so that no writer waits for another. Done
 * again it finds nothing to do; killed in the middle, the entries of that transaction wait on.
 */
@Injectable()
@DueWorkSource()
export class SealerService implements DueWork {
  readonly name = 'audit';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly seals: SealRepository,
    private readonly journal: AuditJournal,
  ) {}

  async findDue(): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.seals.isDue(JOURNAL_MINUTES));
    return due ? [dueJob(SEAL_AUDIT, {})] : [];
  }

  @HandlesJob(SEAL_AUDIT)
  async run(_payload: object, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    let sealed = BATCH;
    while (sealed === BATCH && !signal.aborted) {
      sealed = await this.database.asSystem(() => this.sealBatch());
      await this.recordHead();
    }
  }

  /** @returns how many; 0 also when another worker is at it */
  private async sealBatch(): Promise<number> {
    if (!(await this.seals.lockChain())) return 0;
    const entries = await this.seals.takeUnsealed(BATCH);
    let { seq, hash } = await this.seals.head();
    const seals: Seal[] = entries.map((entry) => {
      const prevHash = hash;
      seq += 1;
      hash = entryHash(prevHash, seq, entry);
      return { seq, entryId: entry.id, prevHash, hash };
    });
    if (seals.length > 0) await this.seals.insert(seals);
    return seals.length;
  }

  // The file first: a mark without its file would hide that the file is missing.
  private async recordHead(): Promise<void> {
    const { head, last } = await this.database.asSystem(async () => ({
      head: await this.seals.head(),
      last: await this.seals.lastMark(),
    }));
    if (head.seq === (last?.seq ?? 0)) return;
    if (last && last.minutes < JOURNAL_MINUTES && head.seq - last.seq < JOURNAL_ENTRIES) return;
    await this.journal.record(head.seq, head.hash);
    await this.database.asSystem(() => this.seals.mark(head.seq));
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { AuditJournal, type ChainHead } from './audit-journal';
import { entryHash, FIRST_PREV_HASH } from './entry-hash';
import { type SealedEntry, SealRepository } from './seal.repository';
import type { ChainFault, Verification } from './verification';

const BATCH = 2_000;
const STRAYS_TIMEOUT_MS = 120_000;

/** Recomputes a part of the chain, step by step; each step is a short transaction. */
export class VerificationRun {
  private state: Verification;
  private hash: Buffer | null = null;
  private readonly heads: AsyncGenerator<ChainHead>;
  private nextHead: ChainHead | undefined;

  constructor(
    private readonly database: Database,
    private readonly seals: SealRepository,
    journal: AuditJournal,
    private readonly range: { fromSeq: number; toSeq: number | null },
  ) {
    this.heads = journal.after(range.fromSeq - 1);
    const { fromSeq } = range;
    this.state = {
      state: 'running',
      fromSeq,
      toSeq: 0,
      checked: 0,
      journalHeads: 0,
      fault: null,
      waiting: 0,
      waitingSince: null,
      strays: 0,
    };
  }

  /** Checks the next part. */
  async step(): Promise<Verification> {
    if (this.state.state !== 'running') return this.state;
    if (this.hash === null) await this.begin();
    const { fromSeq, checked, toSeq } = this.state;
    const next = fromSeq + checked;
    const limit = Math.min(BATCH, toSeq - next + 1);
    if (limit > 0) {
      const { rows, marks } = await this.database.asSystem(async () => ({
        rows: await this.seals.range(next, limit),
        marks: await this.seals.marks(next, next + limit - 1),
      }));
      if (rows.length === 0) this.fail('seal-missing', next, null);
      for (const row of rows) if (!(await this.check(row, marks))) break;
    } else {
      await this.end();
    }
    return { ...this.state };
  }

  private async begin(): Promise<void> {
    const { fromSeq, toSeq } = this.range;
    const { head, before, waiting } = await this.database.asSystem(async () => ({
      head: await this.seals.head(),
      before: fromSeq > 1 ? await this.seals.bySeq(fromSeq - 1) : undefined,
      waiting: await this.seals.waiting(),
    }));
    this.hash = before?.hash ?? FIRST_PREV_HASH;
    this.state.toSeq = Math.min(toSeq ?? head.seq, head.seq);
    this.state.waiting = waiting.entries;
    this.state.waitingSince = waiting.oldest;
    this.state.strays = waiting.lost;
    this.nextHead = await this.readHead();
    if (fromSeq > 1 && !before && fromSeq <= head.seq) this.fail('seal-missing', fromSeq - 1, null);
  }

  /**
   * @param marks places whose heads the journal was given
   * @returns whether the chain holds up to and with this place
   */
  private async check(sealed: SealedEntry, marks: ReadonlySet<number>): Promise<boolean> {
    const { seq, entryId, prevHash, hash, entry } = sealed;
    const expected = this.state.fromSeq + this.state.checked;
    if (seq !== expected) return this.fail('seal-missing', expected, null);
    if (!prevHash.equals(this.hash!)) return this.fail('cut', seq, entryId);
    if (!entry) return this.fail('entry-missing', seq, entryId);
    if (!entryHash(prevHash, seq, entry).equals(hash)) return this.fail('changed', seq, entryId);
    if (this.nextHead?.seq === seq) {
      if (this.nextHead.hash !== hash.toString('hex')) return this.fail('journal-differs', seq, entryId);
      this.state.journalHeads += 1;
      this.nextHead = await this.readHead();
    } else if (marks.has(seq)) {
      return this.fail('journal-missing', seq, entryId);
    }
    this.hash = hash;
    this.state.checked += 1;
    return true;
  }

  private async end(): Promise<void> {
    const { toSeq } = this.state;
    const whole = this.range.toSeq === null;
    if (this.state.fault) return;
    // Sealed in the meantime is no fault: only what the tables do not have.
    if (whole) {
      const { head, last } = await this.database.asSystem(async () => ({
        last: await this.seals.lastMark(),
        head: await this.seals.head(),
      }));
      if (Math.max(this.nextHead?.seq ?? 0, last?.seq ?? 0) > head.seq) {
        this.fail('end-missing', toSeq + 1, null);
        return;
      }
    }
    this.state.strays += await this.database.asSystem(() => this.seals.strays(), {
      statementTimeoutMs: STRAYS_TIMEOUT_MS,
    });
    this.state.state = this.state.strays > 0 ? 'broken' : 'sound';
  }

  private fail(kind: ChainFault, seq: number, entryId: string | null): false {
    this.state.fault = { kind, seq, entryId };
    this.state.state = 'broken';
    return false;
  }

  private async readHead(): Promise<ChainHead | undefined> {
    const { value, done } = await this.heads.next();
    return done ? undefined : value;
  }
}

@Injectable()
export class VerifierService {
  constructor(
    private readonly database: Database,
    private readonly seals: SealRepository,
    private readonly journal: AuditJournal,
  ) {}

  /**
   * Checks the chain from place to place, both included. The chain runs through all branches, so it is read as the
   * system role; what is told of it are places and counts, never what an entry says.
   *
   * @param toSeq null for the whole rest, whose end the journal must know as well
   */
  start(fromSeq: number, toSeq: number | null): VerificationRun {
    return new VerificationRun(this.database, this.seals, this.journal, { fromSeq, toSeq });
  }
}

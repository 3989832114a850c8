import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { ENTRY_COLUMNS } from './entry-columns';
import { type AuditEntryContent, FIRST_PREV_HASH } from './entry-hash';

/** A sealed place in the chain. */
export interface Seal {
  seq: number;
  entryId: string;
  prevHash: Buffer;
  hash: Buffer;
}

/** A seal with the entry it is for; no entry when somebody took it away. */
export interface SealedEntry extends Seal {
  entry: AuditEntryContent | null;
}

export interface Waiting {
  entries: number;
  oldest: Date | null;
  /** Of these, whose entry somebody took away: they wait for ever, and tell of it. */
  lost: number;
}

const SEAL_COLUMNS = `s.seq, s.entry_id AS "entryId", s.prev_hash AS "prevHash", s.hash`;

/** The chain of hashes over the trail. Runs as the system role: a chain has no branch. */
@Injectable()
export class SealRepository {
  constructor(private readonly database: Database) {}

  /** True when this transaction alone may seal until it ends. */
  async lockChain(): Promise<boolean> {
    const [row]: { locked: boolean }[] = await this.database.manager.query(
      `SELECT pg_try_advisory_xact_lock(hashtext('audit.seal')) AS locked`,
    );
    return row!.locked;
  }

  /** The end of the chain; place 0 before the first entry. */
  async head(): Promise<Pick<Seal, 'seq' | 'hash'>> {
    const rows: Pick<Seal, 'seq' | 'hash'>[] = await this.database.manager.query(
      'SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1',
    );
    return rows[0] ?? { seq: 0, hash: FIRST_PREV_HASH };
  }

  /** Takes entries out of the queue, longest waiting first. What is not committed yet is not there yet. */
  async takeUnsealed(limit: number): Promise<AuditEntryContent[]> {
    const [taken]: [{ entry_id: string }[]] = await this.database.manager.query(
      `DELETE FROM audit_unsealed WHERE entry_id IN (
         SELECT w.entry_id FROM audit_unsealed w JOIN audit_entry e ON e.id = w.entry_id ORDER BY w.entry_id LIMIT $1)
       RETURNING entry_id`,
      [limit],
    );
    return this.database.manager.query(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry e WHERE e.id = ANY ($1) ORDER BY e.id`,
      [taken.map((row) => row.entry_id)],
    );
  }

  async insert(seals: readonly Seal[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO audit_seal (seq, entry_id, prev_hash, hash)
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[])`,
      [
        seals.map(({ seq }) => seq),
        seals.map(({ entryId }) => entryId),
        seals.map(({ prevHash }) => prevHash),
        seals.map(({ hash }) => hash),
      ],
    );
  }

  /** Seals from `seq` on in their order, with their entries. */
  range(seq: number, limit: number): Promise<SealedEntry[]> {
    return this.database.manager
      .query(
        `SELECT ${SEAL_COLUMNS}, ${ENTRY_COLUMNS} FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
         WHERE s.seq >= $1 ORDER BY s.seq LIMIT $2`,
        [seq, limit],
      )
      .then((rows: (Seal & AuditEntryContent & { id: string | null })[]) =>
        rows.map(({ seq: place, entryId, prevHash, hash, ...entry }) => ({
          seq: place,
          entryId,
          prevHash,
          hash,
          entry: entry.id === null ? null : entry,
        })),
      );
  }

  async bySeq(seq: number): Promise<Seal | undefined> {
    const rows: Seal[] = await this.database.manager.query(
      `SELECT ${SEAL_COLUMNS} FROM audit_seal s WHERE s.seq = $1`,
      [seq],
    );
    return rows[0];
  }

  async waiting(): Promise<Waiting> {
    const [row]: Waiting[] = await this.database.manager.query(
      `SELECT count(*)::integer AS entries, min(e.at) AS oldest, count(*) FILTER (WHERE e.id IS NULL)::integer AS lost
       FROM audit_unsealed w LEFT JOIN audit_entry e ON e.id = w.entry_id`,
    );
    return row!;
  }

  /** Entries that neither wait for a seal nor have one: somebody put them there past the program. */
  async strays(): Promise<number> {
    const [row]: { strays: number }[] = await this.database.manager.query(
      `SELECT count(*)::integer AS strays FROM audit_entry e
       WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry_id = e.id)
         AND NOT EXISTS (SELECT 1 FROM audit_unsealed w WHERE w.entry_id = e.id)`,
    );
    return row!.strays;
  }

  /** True when something waits for a seal, or the end of the chain for its place in the journal. */
  async isDue(journalMinutes: number): Promise<boolean> {
    const [row]: { due: boolean }[] = await this.database.manager.query(
      `SELECT EXISTS (SELECT 1 FROM audit_unsealed w JOIN audit_entry e ON e.id = w.entry_id) OR EXISTS (
         SELECT 1 FROM (SELECT seq, sealed_at FROM audit_seal ORDER BY seq DESC LIMIT 1) h
         WHERE h.seq > coalesce((SELECT max(seq) FROM audit_journal), 0)
           AND h.sealed_at < now() - make_interval(mins => $1)) AS due`,
      [journalMinutes],
    );
    return row!.due;
  }

  /** What the journal has last, and how long ago in minutes. */
  async lastMark(): Promise<{ seq: number; minutes: number } | undefined> {
    const rows: { seq: number; minutes: number }[] = await this.database.manager.query(
      `SELECT seq, extract(epoch FROM now() - recorded_at)::float8 / 60 AS minutes
       FROM audit_journal ORDER BY seq DESC LIMIT 1`,
    );
    return rows[0];
  }

  /** Places of a part of the chain that the journal outside was given. */
  async marks(fromSeq: number, toSeq: number): Promise<Set<number>> {
    const rows: { seq: number }[] = await this.database.manager.query(
      'SELECT seq FROM audit_journal WHERE seq BETWEEN $1 AND $2',
      [fromSeq, toSeq],
    );
    return new Set(rows.map(({ seq }) => seq));
  }

  async mark(seq: number): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO audit_journal (seq) VALUES ($1) ON CONFLICT (seq) DO NOTHING',
      [seq],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Standing } from './scanned-serials';
import type { SpoilageOutcome, SpoilageReason } from './spoilage-words';

export interface SpoilageRow {
  seq: number;
  chunkNo: number;
  outcome: SpoilageOutcome;
  reason: SpoilageReason;
  note: string;
  makeGoodChunkNo: number | null;
  recordedByName: string | null;
  recordedAt: Date;
}

export interface NewSpoilage {
  outcome: SpoilageOutcome;
  reason: SpoilageReason;
  note: string;
  chunkNo: number | null;
  recordedBy: string;
}

/** Which pieces there are is read from the chunks: who records spoiled sheets need not see addresses. */
@Injectable()
export class SpoilageRepository {
  constructor(private readonly database: Database) {}

  /** How these pieces stand; one the batch has not got is missing from the answer. */
  standing(batchId: string, seqs: number[]): Promise<Standing[]> {
    return this.database.manager.query(
      `SELECT n.seq, s.outcome,
              EXISTS (SELECT 1 FROM mail_piece_finding f WHERE f.batch_id = $1 AND f.seq = n.seq) AS "heldOut"
       FROM unnest($2::bigint[]) AS n(seq)
       JOIN mail_chunk c ON c.batch_id = $1 AND n.seq BETWEEN c.first_seq AND c.last_seq
         AND c.make_good_pieces IS NULL
       LEFT JOIN mail_spoilage s ON s.batch_id = $1 AND s.seq = n.seq ORDER BY n.seq`,
      [batchId, seqs],
    );
  }

  /** The pieces at positions `from` to `to` of a printed file, counted from 1 as they lie in it. */
  async inFile(batchId: string, chunkNo: number, from: number, to: number): Promise<number[]> {
    const rows: { seq: number }[] = await this.database.manager.query(
      `SELECT n.seq FROM mail_chunk c CROSS JOIN generate_series(c.first_seq, c.last_seq) AS n(seq)
       WHERE c.batch_id = $1 AND c.chunk_no = $2 AND c.make_good_pieces IS NULL
         AND NOT EXISTS (SELECT 1 FROM mail_piece_finding f WHERE f.batch_id = c.batch_id AND f.seq = n.seq)
       ORDER BY n.seq OFFSET $3 - 1 LIMIT $4 - $3 + 1`,
      [batchId, chunkNo, from, to],
    );
    return rows.map(({ seq }) => seq);
  }

  /** @returns how many were recorded; those that were recorded before stay as they are */
  async insert(batchId: string, seqs: number[], spoilage: NewSpoilage): Promise<number> {
    const rows: unknown[] = await this.database.manager.query(
      `INSERT INTO mail_spoilage (batch_id, seq, branch_id, outcome, reason, note, chunk_no, recorded_by)
       SELECT m.id, seq, m.branch_id, $3, $4, $5, $6, $7
       FROM mail_batch m CROSS JOIN unnest($2::integer[]) AS seq WHERE m.id = $1
       ON CONFLICT DO NOTHING RETURNING 1`,
      [
        batchId,
        seqs,
        spoilage.outcome,
        spoilage.reason,
        spoilage.note,
        spoilage.chunkNo,
        spoilage.recordedBy,
      ],
    );
    return rows.length;
  }

  async remove(batchId: string, seqs: number[]): Promise<{ chunkNo: number | null; pieces: number }[]> {
    return this.database.manager.query(
      `WITH removed AS (
         DELETE FROM mail_spoilage WHERE batch_id = $1 AND seq = ANY ($2) RETURNING chunk_no)
       SELECT chunk_no AS "chunkNo", count(*)::integer AS pieces FROM removed GROUP BY 1`,
      [batchId, seqs],
    );
  }

  /** Moves pieces between mailed and spoiled, so that the batch adds up at every moment. */
  async withdraw(batchId: string, pieces: number): Promise<void> {
    await this.database.manager.query(
      `UPDATE mail_batch SET spoiled = spoiled + $2, mailed = mailed - $2, version = version + 1
       WHERE id = $1 AND state = 'closed'`,
      [batchId, pieces],
    );
  }

  /** What was recorded after `afterSeq`, one more than `limit` when there are more. */
  after(batchId: string, afterSeq: number, limit: number): Promise<SpoilageRow[]> {
    return this.database.manager.query(
      `SELECT s.seq, c.chunk_no AS "chunkNo", s.outcome, s.reason, s.note, s.chunk_no AS "makeGoodChunkNo",
              u.name AS "recordedByName", s.recorded_at AS "recordedAt"
       FROM mail_spoilage s
       JOIN mail_chunk c ON c.batch_id = s.batch_id AND s.seq BETWEEN c.first_seq AND c.last_seq
         AND c.make_good_pieces IS NULL
       LEFT JOIN user_account u ON u.id = s.recorded_by
       WHERE s.batch_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3`,
      [batchId, afterSeq, limit + 1],
    );
  }

  async count(batchId: string): Promise<number> {
    const [{ count }] = await this.database.manager.query(
      'SELECT count(*)::integer AS count FROM mail_spoilage WHERE batch_id = $1',
      [batchId],
    );
    return count as number;
  }
}

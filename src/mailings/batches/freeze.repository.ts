import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { BatchCounts } from './batch-balance';

/**
 * A record's fields as a design names them. A firm without a person is addressed by its own name, so that `name`
 * is always who the piece is for. A list's own columns cannot hide the standard ones.
 */
const FIELDS = `a.extra || jsonb_build_object(
  'name', CASE WHEN a.name = '' THEN a.company ELSE a.name END,
  'company', CASE WHEN a.name = '' THEN '' ELSE a.company END,
  'address', a.address, 'postcode', a.postcode, 'phone', a.phone)`;

/**
 * The freeze, in the caller's transaction. Pieces are numbered in presort order
 * (postcode, then address), the order in which the post wants its bundles.
 */
@Injectable()
export class FreezeRepository {
  constructor(private readonly database: Database) {}

  /** Copies the list's mailable records into pieces and cuts them into chunks. */
  async freeze(batchId: string, listId: string): Promise<Pick<BatchCounts, 'planned' | 'suppressed'>> {
    const { pieces, suppressed } = await this.divide(batchId, listId);
    await this.cutChunks(batchId, pieces);
    return { planned: pieces + suppressed, suppressed };
  }

  // One statement, which sees one moment: a refusal that comes in meanwhile counts for both halves or for neither,
  // and every record is either a piece or excluded. Ties are broken by the hash, which is the same wherever the same
  // list is imported: the same pieces in the same order, whatever ids the records got.
  private async divide(batchId: string, listId: string): Promise<{ pieces: number; suppressed: number }> {
    const [counts]: [{ pieces: number; suppressed: number }] = await this.database.manager.query(
      `WITH excluded AS (
         INSERT INTO mail_exclusion (batch_id, record_id, branch_id, reason)
         SELECT m.id, a.record_id, m.branch_id, a.refusal
         FROM audience_record a CROSS JOIN mail_batch m
         WHERE m.id = $1 AND a.list_id = $2 AND a.refusal IS NOT NULL
         RETURNING 1),
       copied AS (
         INSERT INTO mail_piece (batch_id, seq, branch_id, recipient_hash, postcode, fields)
         SELECT m.id,
                row_number() OVER (ORDER BY a.postcode = '', a.postcode COLLATE "C", a.address COLLATE "C",
                                            a.recipient_hash),
                m.branch_id, a.recipient_hash, a.postcode,
                ${FIELDS}
         FROM audience_record a CROSS JOIN mail_batch m
         WHERE m.id = $1 AND a.list_id = $2 AND a.refusal IS NULL
         RETURNING 1)
       SELECT (SELECT count(*)::integer FROM copied) AS pieces, (SELECT count(*)::integer FROM excluded) AS suppressed`,
      [batchId, listId],
    );
    return counts;
  }

  private async cutChunks(batchId: string, pieces: number): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO mail_chunk (batch_id, chunk_no, branch_id, first_seq, last_seq)
       SELECT m.id, n, m.branch_id, (n - 1) * m.chunk_pieces + 1, least(n * m.chunk_pieces, $2::integer)
       FROM mail_batch m
       CROSS JOIN generate_series(1, ceil($2::numeric / (SELECT chunk_pieces FROM mail_batch WHERE id = $1))::integer) AS n
       WHERE m.id = $1`,
      [batchId, pieces],
    );
  }

  /** The n-th record of a list, as a piece would have it. */
  async sample(listId: string, n: number): Promise<Record<string, string> | undefined> {
    const rows: { fields: Record<string, string> }[] = await this.database.manager.query(
      `SELECT ${FIELDS} AS fields FROM audience_record a WHERE a.list_id = $1 ORDER BY a.row_number OFFSET $2 LIMIT 1`,
      [listId, n - 1],
    );
    return rows[0]?.fields;
  }

  /** Takes back the exclusions of a freeze that left nothing to mail. */
  async undo(batchId: string): Promise<void> {
    await this.database.manager.query('DELETE FROM mail_exclusion WHERE batch_id = $1', [batchId]);
  }

  /** Chosen pieces with their fields, for a proof. */
  async pieces(batchId: string, seqs: number[]): Promise<{ seq: number; fields: Record<string, string> }[]> {
    return this.database.manager.query(
      'SELECT seq, fields FROM mail_piece WHERE batch_id = $1 AND seq = ANY ($2) ORDER BY seq',
      [batchId, seqs],
    );
  }
}

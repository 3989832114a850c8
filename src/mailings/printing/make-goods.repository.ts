import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { MOST_FAILURES } from './most-failures';

export interface MakeGoodRow {
  chunkNo: number;
  no: number;
  pieces: number;
  pages: number | null;
  ready: boolean;
  givenUp: boolean;
}

/** Make-goods are chunks of chosen pieces, numbered on after the batch's own; the chunk printer prints both. */
@Injectable()
export class MakeGoodsRepository {
  constructor(private readonly database: Database) {}

  /** @returns its number; the caller holds the batch's lock, so no two get the same */
  async add(batchId: string, seqs: number[]): Promise<number> {
    const [row]: { chunkNo: number }[] = await this.database.manager.query(
      `INSERT INTO mail_chunk (batch_id, chunk_no, branch_id, first_seq, last_seq, make_good_pieces)
       SELECT m.id, (SELECT max(chunk_no) + 1 FROM mail_chunk WHERE batch_id = m.id), m.branch_id, $2, $3, $4
       FROM mail_batch m WHERE m.id = $1 RETURNING chunk_no AS "chunkNo"`,
      [batchId, seqs[0], seqs[seqs.length - 1], seqs.length],
    );
    return row!.chunkNo;
  }

  /**
   * Pieces leave a make-good, which is then printed anew without them. The row stays when none is left: its number
   * and fence are never used again, so a worker that wakes up late finds them gone on.
   */
  async take(batchId: string, chunkNo: number, pieces: number): Promise<void> {
    await this.database.manager.query(
      `UPDATE mail_chunk SET make_good_pieces = make_good_pieces - $3, state = 'pending', lease_until = NULL,
              sha256 = NULL, bytes = NULL, printed = NULL, pages = NULL, held_out = NULL
       WHERE batch_id = $1 AND chunk_no = $2`,
      [batchId, chunkNo, pieces],
    );
  }

  ofBatch(batchId: string): Promise<MakeGoodRow[]> {
    return this.database.manager.query(
      `SELECT * FROM (
         SELECT chunk_no AS "chunkNo", row_number() OVER (ORDER BY chunk_no)::integer AS no,
                make_good_pieces AS pieces, pages, state = 'verified' AS ready,
                state <> 'verified' AND failures >= $2 AS "givenUp"
         FROM mail_chunk WHERE batch_id = $1 AND make_good_pieces IS NOT NULL) AS made
       WHERE pieces > 0 ORDER BY no DESC`,
      [batchId, MOST_FAILURES],
    );
  }

  /** Pieces in a file of the batch's own; 0 when there is none. */
  async printedIn(batchId: string, chunkNo: number): Promise<number> {
    const rows: { printed: number }[] = await this.database.manager.query(
      'SELECT printed FROM mail_chunk WHERE batch_id = $1 AND chunk_no = $2 AND make_good_pieces IS NULL',
      [batchId, chunkNo],
    );
    return rows[0]?.printed ?? 0;
  }
}

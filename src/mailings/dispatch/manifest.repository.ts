import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

export interface ManifestPiece {
  seq: number;
  chunkNo: number;
  postcode: string;
  fields: Record<string, string>;
  /** Why the piece is not mailed although its page is in the file; null for a piece that is. */
  withdrawn: string | null;
}

@Injectable()
export class ManifestRepository {
  constructor(private readonly database: Database) {}

  /** The next printed pieces after `afterSeq`, in presort order; what was held out is not among them. */
  printed(batchId: string, afterSeq: number, limit: number): Promise<ManifestPiece[]> {
    return this.database.manager.query(
      `SELECT p.seq, c.chunk_no AS "chunkNo", p.postcode, p.fields,
              s.reason AS withdrawn
       FROM mail_piece p
       JOIN mail_chunk c ON c.batch_id = p.batch_id AND p.seq BETWEEN c.first_seq AND c.last_seq
         AND c.make_good_pieces IS NULL
       LEFT JOIN mail_spoilage s ON s.batch_id = p.batch_id AND s.seq = p.seq AND s.outcome = 'withdrawn'
       WHERE p.batch_id = $1 AND p.seq > $2 AND p.seq <= $2 + $3
         AND NOT EXISTS (SELECT 1 FROM mail_piece_finding f WHERE f.batch_id = p.batch_id AND f.seq = p.seq)
       ORDER BY p.seq`,
      [batchId, afterSeq, limit],
    );
  }

  async lastSeq(batchId: string): Promise<number> {
    const [{ last }] = await this.database.manager.query(
      'SELECT coalesce(max(last_seq), 0) AS last FROM mail_chunk WHERE batch_id = $1',
      [batchId],
    );
    return last as number;
  }
}

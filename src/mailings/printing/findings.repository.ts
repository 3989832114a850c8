import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Finding } from '../../../libs/letterpress';

export interface FindingRow {
  seq: number;
  findings: Finding[];
}

@Injectable()
export class FindingsRepository {
  constructor(private readonly database: Database) {}

  /** Held-out pieces after `afterSeq`, one more than `limit` when there are more. */
  after(batchId: string, afterSeq: number, limit: number): Promise<FindingRow[]> {
    return this.database.manager.query(
      `SELECT seq, findings FROM mail_piece_finding WHERE batch_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [batchId, afterSeq, limit + 1],
    );
  }

  async count(batchId: string): Promise<number> {
    const [{ count }] = await this.database.manager.query(
      'SELECT count(*)::integer AS count FROM mail_piece_finding WHERE batch_id = $1',
      [batchId],
    );
    return count as number;
  }
}

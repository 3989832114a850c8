import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import { saveVersion } from '../../../../libs/database/save-version';
import { DeclineThreshold } from './decline-threshold.entity';

export type ThresholdRow = Omit<DeclineThreshold, 'createdAt' | 'updatedAt'> & { branchName: string | null };

const SELECT = `SELECT t.id, t.branch_id AS "branchId", b.name AS "branchName", t.tier,
  t.festival_percent AS "festivalPercent", t.month_percent AS "monthPercent", t.least_fen AS "leastFen",
  t.recovery_days AS "recoveryDays", t.version
  FROM decline_threshold t LEFT JOIN branch b ON b.id = t.branch_id`;

@Injectable()
export class ThresholdsRepository {
  constructor(private readonly database: Database) {}

  /** Those of the viewer's branches, of the ones above, and what came with the program. */
  all(): Promise<ThresholdRow[]> {
    return this.database.manager.query(
      `${SELECT} ORDER BY t.branch_id IS NOT NULL, b.code NULLS FIRST,
         array_position(ARRAY['provincial', 'key', 'standard'], t.tier), t.id`,
    );
  }

  async byId(id: string): Promise<ThresholdRow | undefined> {
    const rows: ThresholdRow[] = await this.database.manager.query(`${SELECT} WHERE t.id = $1`, [id]);
    return rows[0];
  }

  async insert(threshold: Partial<DeclineThreshold>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(DeclineThreshold, threshold);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<DeclineThreshold>): Promise<void> {
    return saveVersion(this.database.manager, DeclineThreshold, id, version, change);
  }

  async remove(id: string): Promise<void> {
    await this.database.manager.delete(DeclineThreshold, { id });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { TierRule } from './tier-rule.entity';

export type TierRuleRow = Omit<TierRule, 'createdAt' | 'updatedAt'> & { branchName: string | null };

const SELECT = `SELECT r.id, r.branch_id AS "branchId", b.name AS "branchName",
  r.provincial_from_fen AS "provincialFromFen", r.key_from_fen AS "keyFromFen", r.version
  FROM account_tier_rule r LEFT JOIN branch b ON b.id = r.branch_id`;

@Injectable()
export class TierRulesRepository {
  constructor(private readonly database: Database) {}

  /** Those of the viewer's branches and of the ones above. */
  all(): Promise<TierRuleRow[]> {
    return this.database.manager.query(`${SELECT} ORDER BY b.code NULLS FIRST, r.id`);
  }

  async byId(id: string): Promise<TierRuleRow | undefined> {
    const rows: TierRuleRow[] = await this.database.manager.query(`${SELECT} WHERE r.id = $1`, [id]);
    return rows[0];
  }

  async insert(rule: Partial<TierRule>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(TierRule, rule);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<TierRule>): Promise<void> {
    return saveVersion(this.database.manager, TierRule, id, version, change);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { TierRule } from './tier-rule.entity';

export type TierRuleRow = Omit<TierRule, 'gradedMonth' | 'createdAt' | 'updatedAt'> & {
  branchName: string | null;
};

/** Statements of a month come in during the first days of the next. */
const GRADED_MONTH = `date_trunc('month', (now() AT TIME ZONE b.time_zone) - interval '5 days')::date`;

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

  /** As system: rules whose branch has come into a month that they have not graded. */
  due(limit: number): Promise<{ ruleId: string }[]> {
    return this.database.manager.query(
      `SELECT r.id AS "ruleId" FROM account_tier_rule r JOIN branch b ON b.id = r.branch_id
       WHERE r.graded_month IS NULL OR r.graded_month < ${GRADED_MONTH} ORDER BY r.id LIMIT $1`,
      [limit],
    );
  }

  /** As system. */
  async branchOf(id: string): Promise<string | undefined> {
    const rows: { branchId: string }[] = await this.database.manager.query(
      'SELECT branch_id AS "branchId" FROM account_tier_rule WHERE id = $1',
      [id],
    );
    return rows[0]?.branchId;
  }

  /**
   * Takes the grading of a rule's month upon itself; held until the transaction ends.
   *
   * @returns the month as its first day; undefined when it is graded already
   */
  async beginMonth(id: string): Promise<string | undefined> {
    const [rows]: [{ month: string }[]] = await this.database.manager.query(
      `UPDATE account_tier_rule r SET graded_month = ${GRADED_MONTH} FROM branch b
       WHERE b.id = r.branch_id AND r.id = $1 AND (r.graded_month IS NULL OR r.graded_month < ${GRADED_MONTH})
       RETURNING r.graded_month::text AS month`,
      [id],
    );
    return rows[0]?.month;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<TierRule>): Promise<void> {
    return saveVersion(this.database.manager, TierRule, id, version, change);
  }
}

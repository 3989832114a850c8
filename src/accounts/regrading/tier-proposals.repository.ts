import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import type { AccountTier } from '../account-words';
import type { TierProposalQueryDto } from './regrading.dto';
import type { ProposalState } from './regrading-words';
import { TierProposal } from './tier-proposal.entity';

export interface TierProposalRow extends Omit<TierProposal, 'branchId' | 'decidedBy'> {
  accountCode: string;
  accountName: string;
  branchName: string | null;
  proposedByName: string | null;
  decidedByName: string | null;
}

/** An active account with what it earned and the thresholds of its nearest branch that has any. */
export interface GradedAccount {
  accountId: string;
  branchId: string;
  code: string;
  name: string;
  tier: AccountTier;
  revenueFen: number;
  provincialFromFen: number;
  keyFromFen: number;
  wholePeriod: boolean;
  /** Tiers that a leader turned down of late. */
  rejected: AccountTier[];
}

export type NewProposal = Pick<
  TierProposal,
  | 'accountId'
  | 'branchId'
  | 'fromTier'
  | 'toTier'
  | 'revenueFen'
  | 'fromMonth'
  | 'toMonth'
  | 'provincialFromFen'
  | 'keyFromFen'
>;

/** A tier that somebody proposes. */
export type PersonProposal = NewProposal & Pick<TierProposal, 'proposedBy' | 'reason'>;

const LIST: ListSource = {
  columns: `p.id, p.account_id AS "accountId", a.code AS "accountCode", a.name AS "accountName",
    b.name AS "branchName", p.from_tier AS "fromTier", p.to_tier AS "toTier", p.revenue_fen AS "revenueFen",
    p.from_month::text AS "fromMonth", p.to_month::text AS "toMonth",
    p.provincial_from_fen AS "provincialFromFen", p.key_from_fen AS "keyFromFen", p.state, p.note,
    p.reason, p.proposed_by AS "proposedBy", o.name AS "proposedByName", u.name AS "decidedByName", p.decided_at AS "decidedAt", p.created_at AS "createdAt"`,
  from: `FROM account_tier_proposal p JOIN key_account a ON a.id = p.account_id
    LEFT JOIN branch b ON b.id = p.branch_id LEFT JOIN user_account u ON u.id = p.decided_by
    LEFT JOIN user_account o ON o.id = p.proposed_by`,
  filter: `($1::text IS NULL OR a.code ILIKE $1 OR a.name ILIKE $1) AND ($2::text IS NULL OR p.state = $2)`,
  sortColumns: {
    revenue: { expression: 'coalesce(p.revenue_fen, 0)', type: 'bigint' },
    createdAt: { expression: 'p.created_at', type: 'timestamptz' },
  },
  defaultSort: '-revenue',
  idColumn: 'p.id',
};

/** Over `$1` and `$2`, the first and the last month. A line that names its year only counts in the year of the last. */
const IN_PERIOD = `(month BETWEEN $1::date AND $2::date OR (month IS NULL AND year = extract(year FROM $2::date)))`;

@Injectable()
export class TierProposalsRepository {
  constructor(private readonly database: Database) {}

  page(query: TierProposalQueryDto): Promise<Page<TierProposalRow>> {
    return readPage(this.database.manager, LIST, query, [containsPattern(query.q), query.state ?? null]);
  }

  async byId(id: string): Promise<TierProposalRow | undefined> {
    const rows: TierProposalRow[] = await this.database.manager.query(
      `SELECT ${LIST.columns} ${LIST.from} WHERE p.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** What waits to be decided for an account. */
  async waitingOf(accountId: string): Promise<TierProposalRow | undefined> {
    const rows: TierProposalRow[] = await this.database.manager.query(
      `SELECT ${LIST.columns} ${LIST.from} WHERE p.account_id = $1 AND p.state = 'proposed'`,
      [accountId],
    );
    return rows[0];
  }

  /** What an account earned in a period; a line that names its year only counts in the year the period ends in. */
  async revenueOf(accountId: string, fromMonth: string, toMonth: string): Promise<number> {
    const [row]: { fen: number }[] = await this.database.manager.query(
      `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM account_revenue WHERE account_id = $3 AND ${IN_PERIOD}`,
      [fromMonth, toMonth, accountId],
    );
    return row!.fen;
  }

  /**
   * Every active account of the viewer's branches that some rule holds for.
   *
   * @param ruleId of those only that this rule holds for; null for all
   */
  graded(fromMonth: string, toMonth: string, ruleId: string | null): Promise<GradedAccount[]> {
    return this.database.manager.query(
      `WITH rules AS MATERIALIZED (
         SELECT b.id AS branch_id, r.id AS rule_id, r.provincial_from_fen, r.key_from_fen
         FROM branch b CROSS JOIN LATERAL (
           SELECT r.* FROM account_tier_rule r WHERE r.branch_id = ANY (branch_lineage(ARRAY[b.id]))
           -- The nearest has the longest way up.
           ORDER BY cardinality(branch_lineage(ARRAY[r.branch_id])) DESC LIMIT 1) AS r
         WHERE b.id = ANY (app_branch_ids())),
       earned AS (
         SELECT account_id, sum(amount_fen) AS fen FROM account_revenue
         WHERE ${IN_PERIOD}
         GROUP BY account_id)
       SELECT a.id AS "accountId", a.branch_id AS "branchId", a.code, a.name, a.tier,
              coalesce(e.fen, 0)::bigint AS "revenueFen", r.provincial_from_fen AS "provincialFromFen",
              r.key_from_fen AS "keyFromFen", a.created_at < $1::date AS "wholePeriod",
              ARRAY(SELECT p.to_tier FROM account_tier_proposal p WHERE p.account_id = a.id AND p.state = 'rejected'
                AND p.decided_at > now() - interval '6 months') AS rejected
       FROM key_account a JOIN rules r ON r.branch_id = a.branch_id
       LEFT JOIN earned e ON e.account_id = a.id 
       WHERE a.active AND ($3::uuid IS NULL OR r.rule_id = $3)`,
      [fromMonth, toMonth, ruleId],
    );
  }

  /**
   * What rules proposed before for the graded accounts gives way to a new run; what a person proposed waits on.
   *
   * @returns how many are proposed now
   */
  async replaceWaiting(accountIds: readonly string[], proposals: readonly NewProposal[]): Promise<number> {
    const { manager } = this.database;
    await this.takeTurns();
    await manager.query(
      `UPDATE account_tier_proposal SET state = 'superseded'
       WHERE state = 'proposed' AND proposed_by IS NULL AND account_id = ANY ($1)`,
      [accountIds],
    );
    const rows: unknown[] = await manager.query(
      `INSERT INTO account_tier_proposal (account_id, branch_id, from_tier, to_tier, revenue_fen, from_month, to_month,
                                          provincial_from_fen, key_from_fen)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS p (
         "accountId" uuid, "branchId" uuid, "fromTier" text, "toTier" text, "revenueFen" bigint,
         "fromMonth" date, "toMonth" date, "provincialFromFen" bigint, "keyFromFen" bigint)
       ON CONFLICT (account_id) WHERE state = 'proposed' DO NOTHING RETURNING id`,
      [JSON.stringify(proposals)],
    );
    return rows.length;
  }

  /** What waits for the account gives way to what a person proposes. */
  async propose(proposal: PersonProposal): Promise<string> {
    const { manager } = this.database;
    await this.takeTurns();
    await manager.query(
      `UPDATE account_tier_proposal SET state = 'superseded' WHERE state = 'proposed' AND account_id = $1`,
      [proposal.accountId],
    );
    const { identifiers } = await manager.insert(TierProposal, proposal);
    return (identifiers[0] as { id: string }).id;
  }

  private async takeTurns(): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('account_tier_proposal'))`);
  }

  /** @returns false when it does not wait any more */
  async decide(id: string, state: ProposalState, userId: string, note: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE account_tier_proposal SET state = $2, decided_by = $3, decided_at = now(), note = $4
       WHERE id = $1 AND state = 'proposed'`,
      [id, state, userId, note],
    );
    return count === 1;
  }
}

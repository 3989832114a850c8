import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { AccountTier } from '../../account-words';
import type { Compared, Thresholds } from './decline-rules';

export interface WatchedAccount {
  id: string;
  branchId: string;
  name: string;
  tier: AccountTier;
  managerId: string | null;
}

export interface MonthRow {
  accountId: string;
  beforeFen: number;
  nowFen: number;
}

export interface FestivalRow {
  accountId: string;
  occasion: string;
  edition: number;
  fen: number;
  lastMonth: string | null;
}

export interface RunningRow {
  accountId: string;
  occasion: string;
  edition: number;
  runsUntil: string;
}

/** What an alarm keeps. */
export interface NewAlarm {
  accountId: string;
  recoveryId: string;
  compared: Compared;
  beforeFen: number;
  nowFen: number;
  thresholdPercent: number;
}

/** Reads what was earned in two years, and writes alarms down once. */
@Injectable()
export class DeclineRepository {
  constructor(private readonly database: Database) {}

  /** As the system role: branches with accounts that nobody looked at today, the longest ago first. */
  dueBranches(limit: number): Promise<{ branchId: string }[]> {
    return this.database.manager.query(
      `SELECT b.id AS "branchId" FROM branch b LEFT JOIN decline_check k ON k.branch_id = b.id
       WHERE coalesce(k.checked_at < now() - interval '20 hours', true)
         AND EXISTS (SELECT 1 FROM account_health h WHERE h.branch_id = b.id)
       ORDER BY k.checked_at NULLS FIRST LIMIT $1`,
      [limit],
    );
  }

  async checked(branchId: string, accounts: number): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO decline_check (branch_id, checked_at, accounts) VALUES ($1, now(), $2)
       ON CONFLICT (branch_id) DO UPDATE SET checked_at = excluded.checked_at, accounts = excluded.accounts`,
      [branchId, accounts],
    );
  }

  /** The nearest branch's thresholds of each tier. */
  thresholds(branchId: string): Promise<(Thresholds & { recoveryDays: number })[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (t.tier) t.tier, t.festival_percent AS "festivalPercent", t.month_percent AS "monthPercent",
              t.least_fen AS "leastFen", t.recovery_days AS "recoveryDays"
       FROM decline_threshold t
       WHERE t.branch_id IS NULL OR t.branch_id = ANY (branch_lineage(ARRAY[$1::uuid]))
       -- The nearest has the longest way up.
       ORDER BY t.tier, t.branch_id IS NULL, cardinality(branch_lineage(ARRAY[t.branch_id])) DESC`,
      [branchId],
    );
  }

  /** Active accounts of the branch, in the order of their ids. */
  accounts(branchId: string, afterId: string | null, limit: number): Promise<WatchedAccount[]> {
    return this.database.manager.query(
      `SELECT id, branch_id AS "branchId", name, tier, manager_id AS "managerId" FROM key_account
       WHERE branch_id = $1 AND active AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [branchId, afterId, limit],
    );
  }

  /** Without what belongs to a festival: one that lies in another month this year is not a fall, and has its own. */
  months(accountIds: readonly string[], month: string, before: string): Promise<MonthRow[]> {
    return this.database.manager.query(
      `SELECT account_id AS "accountId",
              coalesce(sum(amount_fen) FILTER (WHERE month = $3), 0)::bigint AS "beforeFen",
              coalesce(sum(amount_fen) FILTER (WHERE month = $2), 0)::bigint AS "nowFen"
       FROM account_revenue_line WHERE account_id = ANY ($1) AND month IN ($2::date, $3::date) AND occasion IS NULL
       GROUP BY account_id`,
      [accountIds, month, before],
    );
  }

  festivals(accountIds: readonly string[], fromYear: number, toYear: number): Promise<FestivalRow[]> {
    return this.database.manager.query(
      `SELECT account_id AS "accountId", occasion, edition, coalesce(sum(amount_fen), 0)::bigint AS fen,
              max(month)::text AS "lastMonth"
       FROM account_revenue_line
       WHERE account_id = ANY ($1) AND occasion IS NOT NULL AND edition BETWEEN $2 AND $3
       GROUP BY account_id, occasion, edition`,
      [accountIds, fromYear, toYear],
    );
  }

  /** Until when campaigns of a festival run. */
  running(accountIds: readonly string[]): Promise<RunningRow[]> {
    return this.database.manager.query(
      `SELECT account_id AS "accountId", occasion, extract(year FROM ends_on)::integer AS edition,
              max(ends_on)::text AS "runsUntil"
       FROM account_campaign_fact
       WHERE account_id = ANY ($1) AND occasion IS NOT NULL AND ends_on IS NOT NULL GROUP BY 1, 2, 3`,
      [accountIds],
    );
  }

  /** Who is told of an account that nobody manages: the nearest leader upwards from its branch. */
  async leaders(branchId: string): Promise<string[]> {
    const [row]: [{ ids: string[] | null }] = await this.database.manager.query(
      'SELECT branch_leaders($1) AS ids',
      [branchId],
    );
    return row.ids ?? [];
  }

  /** Whoever finds the same account fallen at the same time waits here until the other has written it down. */
  async lockAccount(accountId: string): Promise<void> {
    await this.database.manager.query(
      `SELECT pg_advisory_xact_lock(hashtext('decline_alarm'), hashtext($1))`,
      [accountId],
    );
  }

  async hasAlarm(accountId: string, { kind, year, month, occasion }: Compared): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `SELECT 1 FROM decline_alarm WHERE account_id = $1 AND kind = $2 AND year = $3
         AND month IS NOT DISTINCT FROM $4::date AND occasion IS NOT DISTINCT FROM $5::text`,
      [accountId, kind, year, month, occasion],
    );
    return rows.length > 0;
  }

  async insertAlarm({
    accountId,
    recoveryId,
    compared,
    beforeFen,
    nowFen,
    thresholdPercent,
  }: NewAlarm): Promise<void> {
    const { kind, year, month, occasion } = compared;
    await this.database.manager.query(
      `INSERT INTO decline_alarm (account_id, recovery_id, kind, year, month, occasion, before_fen, now_fen,
                                  threshold_percent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [accountId, recoveryId, kind, year, month, occasion, beforeFen, nowFen, thresholdPercent],
    );
  }

  /** The account's recovery plan that runs, locked. */
  async runningRecovery(accountId: string): Promise<string | undefined> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT id FROM recovery_plan WHERE account_id = $1 AND state IN ('open', 'in-progress') FOR UPDATE`,
      [accountId],
    );
    return rows[0]?.id;
  }

  /** Due so many working days from a day on, by the calendar of the account's branch. */
  async openRecovery(
    account: WatchedAccount,
    ownerId: string | null,
    today: string,
    workingDays: number,
  ): Promise<{ id: string; dueOn: string }> {
    const [row]: { id: string; dueOn: string }[] = await this.database.manager.query(
      `INSERT INTO recovery_plan (account_id, owner_id, due_on)
       SELECT $1, $2, coalesce(working_day_after($3, $4::date, $5), $4::date + $5) RETURNING id, due_on::text AS "dueOn"`,
      [account.id, ownerId, account.branchId, today, workingDays],
    );
    return row!;
  }
}

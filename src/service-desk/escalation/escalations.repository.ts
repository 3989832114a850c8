import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { EscalationLevel } from './escalation-levels';

export interface EscalationRow {
  round: number;
  level: number;
  escalatedAt: Date;
  toldNames: string[];
}

@Injectable()
export class EscalationsRepository {
  constructor(private readonly database: Database) {}

  /** As the system role: cases that have reached a level nobody was told of, by their time or their report's. */
  async due(limit: number): Promise<{ caseId: string }[]> {
    return this.database.manager.query(
      `SELECT "caseId" FROM (SELECT c.id AS "caseId", c.half_due_at AS since FROM service_case c
       WHERE c.state IN ('open', 'heard', 'remedy-offered') AND c.half_due_at <= now()
         AND (SELECT coalesce(max(e.level), 0) FROM case_escalation e WHERE e.case_id = c.id AND e.round = c.round)
           < CASE WHEN c.resolve_due_at <= now() THEN 2 ELSE 1 END
       UNION ALL
       SELECT r.case_id, r.due_at FROM case_report r JOIN service_case c ON c.id = r.case_id
       WHERE r.sent_at IS NULL AND c.state <> 'withdrawn'
         AND (r.due_at <= now() AND r.told_level < 2 OR r.due_at <= now() + interval '1 hour' AND r.told_level < 1)
       ) due GROUP BY "caseId" ORDER BY min(since) LIMIT $1`,
      [limit],
    );
  }

  /** As the system role. */
  async owner(caseId: string): Promise<{ branchId: string; ownerId: string } | undefined> {
    const rows: { branchId: string; ownerId: string }[] = await this.database.manager.query(
      'SELECT branch_id AS "branchId", owner_id AS "ownerId" FROM service_case WHERE id = $1',
      [caseId],
    );
    return rows[0];
  }

  /** Who is told of a level, as the branch sees them. */
  async toldOf(caseId: string, level: EscalationLevel): Promise<string[]> {
    const [row]: [{ ids: string[] | null }] = await this.database.manager.query(
      level === 1
        ? `SELECT array_remove(array_agg(DISTINCT t.id), NULL) AS ids FROM service_case c
           JOIN key_account a ON a.id = c.account_id,
           LATERAL (SELECT c.owner_id AS id UNION SELECT a.manager_id UNION SELECT account_primary(a.id)) p,
           LATERAL (VALUES (p.id), (account_stand_in(a.id, p.id))) t (id)
           WHERE c.id = $1`
        : `SELECT array_remove(array_agg(DISTINCT t.id), NULL) AS ids FROM service_case c,
           LATERAL unnest(branch_leaders(c.branch_id)) p (id),
           LATERAL (VALUES (p.id), (account_stand_in(c.account_id, p.id))) t (id)
           WHERE c.id = $1`,
      [caseId],
    );
    // Where nobody leads, nobody is left but those who were told before.
    return row.ids ?? (level === 2 ? this.toldOf(caseId, 1) : []);
  }

  /** @returns false when the level was told before */
  async record(
    caseId: string,
    round: number,
    level: EscalationLevel,
    told: readonly string[],
  ): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `INSERT INTO case_escalation (case_id, round, level, told) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [caseId, round, level, told],
    );
    return rows.length === 1;
  }

  /** What the report of a case has come to, if it has one that is not sent. */
  async report(caseId: string): Promise<{ dueAt: Date; toldLevel: number } | undefined> {
    const rows: { dueAt: Date; toldLevel: number }[] = await this.database.manager.query(
      `SELECT due_at AS "dueAt", told_level AS "toldLevel" FROM case_report
       WHERE case_id = $1 AND sent_at IS NULL`,
      [caseId],
    );
    return rows[0];
  }

  async recordReport(caseId: string, level: EscalationLevel): Promise<void> {
    await this.database.manager.query('UPDATE case_report SET told_level = $2 WHERE case_id = $1', [
      caseId,
      level,
    ]);
  }

  ofCase(caseId: string): Promise<EscalationRow[]> {
    return this.database.manager.query(
      `SELECT e.round, e.level, e.escalated_at AS "escalatedAt",
              coalesce(case_told_names(e.case_id, e.round, e.level), '{}') AS "toldNames"
       FROM case_escalation e WHERE e.case_id = $1 ORDER BY e.escalated_at, e.level`,
      [caseId],
    );
  }
}

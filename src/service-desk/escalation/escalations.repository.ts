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

  /** As the system role: running cases that have reached a level nobody was told of. */
  async due(limit: number): Promise<{ caseId: string }[]> {
    return this.database.manager.query(
      `SELECT c.id AS "caseId" FROM service_case c
       WHERE c.state IN ('open', 'heard', 'remedy-offered') AND c.half_due_at <= now()
         AND (SELECT coalesce(max(e.level), 0) FROM case_escalation e WHERE e.case_id = c.id AND e.round = c.round)
           < CASE WHEN c.resolve_due_at <= now() THEN 2 ELSE 1 END
       ORDER BY c.half_due_at LIMIT $1`,
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
    const [row]: [{ ids: string[] }] = await this.database.manager.query(
      level === 1
        ? `SELECT array_remove(array_agg(DISTINCT t.id), NULL) AS ids FROM service_case c
           JOIN key_account a ON a.id = c.account_id,
           LATERAL (SELECT c.owner_id AS id UNION SELECT a.manager_id UNION SELECT account_primary(a.id)) p,
           LATERAL (VALUES (p.id), (account_stand_in(a.id, p.id))) t (id)
           WHERE c.id = $1`
        : `SELECT coalesce(array_agg(u.id), '{}') AS ids FROM service_case c
           JOIN user_account u ON u.branch_id = c.branch_id AND u.active AND 'leader' = ANY (u.roles)
           WHERE c.id = $1`,
      [caseId],
    );
    return row.ids;
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

  ofCase(caseId: string): Promise<EscalationRow[]> {
    return this.database.manager.query(
      `SELECT e.round, e.level, e.escalated_at AS "escalatedAt",
              ARRAY(SELECT u.name FROM user_account u WHERE u.id = ANY (e.told) ORDER BY u.name) AS "toldNames"
       FROM case_escalation e WHERE e.case_id = $1 ORDER BY e.escalated_at, e.level`,
      [caseId],
    );
  }
}

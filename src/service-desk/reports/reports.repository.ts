import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { ReportReason } from '../rules/promises';

export interface ReportRow {
  reason: ReportReason;
  dueAt: Date;
  overdue: boolean;
  text: string | null;
  version: number;
  sentAt: Date | null;
  sentByName: string | null;
}

@Injectable()
export class ReportsRepository {
  constructor(private readonly database: Database) {}

  async ofCase(caseId: string): Promise<ReportRow | undefined> {
    const rows: ReportRow[] = await this.database.manager.query(
      `SELECT r.reason, r.due_at AS "dueAt", (r.sent_at IS NULL AND r.due_at < now()) AS overdue, r.text, r.version,
              r.sent_at AS "sentAt", u.name AS "sentByName"
       FROM case_report r LEFT JOIN user_account u ON u.id = r.sent_by WHERE r.case_id = $1`,
      [caseId],
    );
    return rows[0];
  }

  /**
   * What becomes known later does not put off a report, though it may bring it forward.
   *
   * @returns whether something is demanded that was not before
   */
  async demand(caseId: string, reason: ReportReason, dueAt: Date): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `INSERT INTO case_report AS r (case_id, reason, due_at) VALUES ($1, $2, $3)
       ON CONFLICT (case_id) DO UPDATE SET reason = excluded.reason, due_at = excluded.due_at
         WHERE r.sent_at IS NULL AND excluded.due_at < r.due_at
       RETURNING 1`,
      [caseId, reason, dueAt],
    );
    return rows.length === 1;
  }

  /** @returns false when somebody else saved it since `version` was read, or it is sent */
  async save(caseId: string, version: number, text: string, sent: boolean): Promise<boolean> {
    const [, saved]: [unknown, number] = await this.database.manager.query(
      `UPDATE case_report SET text = $3, version = version + 1, sent_at = CASE WHEN $4 THEN now() END,
         sent_by = CASE WHEN $4 THEN app_user_id() END
       WHERE case_id = $1 AND version = $2 AND sent_at IS NULL`,
      [caseId, version, text, sent],
    );
    return saved === 1;
  }
}

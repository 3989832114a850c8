import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { CaseState } from './case-states';

export interface StepRow {
  id: string;
  doneByName: string | null;
  doneAt: Date;
  fromState: CaseState | null;
  toState: CaseState | null;
  note: string;
}
export interface HandOverRow {
  id: string;
  fromName: string | null;
  toId: string;
  toName: string | null;
  reason: string;
  offeredAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
}
export interface NewStep {
  caseId: string;
  fromState: CaseState | null;
  toState: CaseState | null;
  note: string;
}

/** What was done with a case, and through whose hands it went. Steps are only ever added. */
@Injectable()
export class CaseHistoryRepository {
  constructor(private readonly database: Database) {}

  steps(caseId: string): Promise<StepRow[]> {
    return this.database.manager.query(
      `SELECT s.id, u.name AS "doneByName", s.done_at AS "doneAt", s.from_state AS "fromState",
              s.to_state AS "toState", s.note
       FROM case_step s LEFT JOIN user_account u ON u.id = s.done_by
       WHERE s.case_id = $1 ORDER BY s.done_at, s.id LIMIT 500`,
      [caseId],
    );
  }

  async addStep({ caseId, fromState, toState, note }: NewStep): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO case_step (case_id, done_by, from_state, to_state, note) VALUES ($1, app_user_id(), $2, $3, $4)`,
      [caseId, fromState, toState, note],
    );
  }

  handOvers(caseId: string): Promise<HandOverRow[]> {
    return this.database.manager.query(
      `SELECT h.id, f.name AS "fromName", h.to_id AS "toId", t.name AS "toName", h.reason,
              h.offered_at AS "offeredAt", h.accepted_at AS "acceptedAt", h.ended_at AS "endedAt"
       FROM case_hand_over h LEFT JOIN user_account f ON f.id = h.from_id LEFT JOIN user_account t ON t.id = h.to_id
       WHERE h.case_id = $1 ORDER BY h.offered_at LIMIT 100`,
      [caseId],
    );
  }

  async offer(handOver: { caseId: string; fromId: string; toId: string; reason: string }): Promise<void> {
    const { caseId, fromId, toId, reason } = handOver;
    await this.database.manager.query(
      `INSERT INTO case_hand_over (case_id, from_id, to_id, offered_by, reason) VALUES ($1, $2, $3, app_user_id(), $4)`,
      [caseId, fromId, toId, reason],
    );
  }

  /** Whether the viewer made the offer that waits. */
  async offeredByViewer(caseId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM case_hand_over WHERE case_id = $1 AND ended_at IS NULL AND offered_by = app_user_id()',
      [caseId],
    );
    return rows.length === 1;
  }

  async endOffer(caseId: string, accepted: boolean): Promise<void> {
    await this.database.manager.query(
      `UPDATE case_hand_over SET ended_at = clock_timestamp(), accepted_at = CASE WHEN $2 THEN clock_timestamp() END
       WHERE case_id = $1 AND ended_at IS NULL`,
      [caseId, accepted],
    );
  }
}

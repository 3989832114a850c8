import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

export interface AnswerRow {
  expiresAt: Date;
  open: boolean;
  answeredAt: Date | null;
  score: number | null;
  comment: string;
  /** Not of a time before the case was opened again. */
  ofThisRound: boolean;
}
export interface KnownLink {
  linkId: string;
  caseId: string;
  branchId: string;
}

/** Of a link `l`: the client may still answer by it. */
const OPEN = `l.answered_at IS NULL AND l.expires_at > clock_timestamp() AND EXISTS (
  SELECT 1 FROM service_case c WHERE c.id = l.case_id AND c.round = l.round AND c.state IN ('resolved', 'followed-up'))`;

@Injectable()
export class AnswersRepository {
  constructor(private readonly database: Database) {}

  /** Links given out before lead nowhere any more. */
  async endLinks(caseId: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE case_answer_link SET expires_at = least(expires_at, clock_timestamp())
       WHERE case_id = $1 AND answered_at IS NULL`,
      [caseId],
    );
  }

  async isAnswered(caseId: string, round: number): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM case_answer_link WHERE case_id = $1 AND round = $2 AND answered_at IS NOT NULL',
      [caseId, round],
    );
    return rows.length === 1;
  }

  async add(caseId: string, round: number, tokenHash: Buffer, days: number): Promise<Date> {
    const [row]: [{ expiresAt: Date }] = await this.database.manager.query(
      `INSERT INTO case_answer_link (case_id, round, token_hash, created_by, expires_at)
       VALUES ($1, $2, $3, app_user_id(), clock_timestamp() + make_interval(days => $4))
       RETURNING expires_at AS "expiresAt"`,
      [caseId, round, tokenHash, days],
    );
    return row.expiresAt;
  }

  /** The link given out last, or the one that was answered. */
  async ofCase(caseId: string): Promise<AnswerRow | undefined> {
    const rows: AnswerRow[] = await this.database.manager.query(
      `SELECT expires_at AS "expiresAt", (answered_at IS NULL AND expires_at > clock_timestamp()) AS open,
              answered_at AS "answeredAt", score, comment,
              round = (SELECT c.round FROM service_case c WHERE c.id = case_id) AS "ofThisRound"
       FROM case_answer_link WHERE case_id = $1
       ORDER BY (answered_at IS NULL AND expires_at > clock_timestamp()) DESC, answered_at DESC NULLS LAST,
         created_at DESC LIMIT 1`,
      [caseId],
    );
    return rows[0];
  }

  /** As the system role: which case a token belongs to. */
  async known(tokenHash: Buffer): Promise<KnownLink | undefined> {
    const rows: KnownLink[] = await this.database.manager.query(
      `SELECT l.id AS "linkId", l.case_id AS "caseId", c.branch_id AS "branchId"
       FROM case_answer_link l JOIN service_case c ON c.id = l.case_id WHERE l.token_hash = $1`,
      [tokenHash],
    );
    return rows[0];
  }

  async isOpen(linkId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `SELECT 1 FROM case_answer_link l WHERE l.id = $1 AND ${OPEN}`,
      [linkId],
    );
    return rows.length === 1;
  }

  /** @returns false when it was answered before, has expired, or its case is worked on again */
  async answer(linkId: string, score: number, comment: string): Promise<boolean> {
    const [, answered]: [unknown, number] = await this.database.manager.query(
      `UPDATE case_answer_link l SET answered_at = clock_timestamp(), score = $2, comment = $3
       WHERE l.id = $1 AND ${OPEN}`,
      [linkId, score, comment],
    );
    return answered === 1;
  }

  /** As the system role. Old tries are forgotten on the way. */
  async recordTry(subject: Buffer, minutes: number): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM case_answer_attempt WHERE tried_at < now() - make_interval(mins => $1)`,
      [minutes],
    );
    await this.database.manager.query('INSERT INTO case_answer_attempt (subject_hash) VALUES ($1)', [
      subject,
    ]);
  }

  /** As the system role. */
  async recentTries(subject: Buffer, minutes: number): Promise<number> {
    const [row]: [{ count: number }] = await this.database.manager.query(
      `SELECT count(*)::integer AS count FROM case_answer_attempt
       WHERE subject_hash = $1 AND tried_at > now() - make_interval(mins => $2)`,
      [subject, minutes],
    );
    return row.count;
  }
}

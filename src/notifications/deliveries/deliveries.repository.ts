import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Hours } from '../rules/delivery-times';
import { type DeliveryState, WAITING } from './delivery-states';
import type { Item } from './message';
import type { Outcome } from './outcome';

/** A delivery as whoever sends it takes it up. */
export interface Claimable {
  id: string;
  userId: string | null;
  robotId: string | null;
  mode: 'at-once' | 'digest' | 'test';
  urgent: boolean;
  state: DeliveryState;
  attempts: number;
  /** Its time has come. */
  due: boolean;
  /** Being sent for so long that nobody can be at it any more. */
  abandoned: boolean;
}

export interface RobotPlace {
  branchId: string;
  createdBy: string;
  active: boolean;
}

/** Longer than any attempt may take. */
const ABANDONED = `state = 'sending' AND tried_at < now() - interval '5 minutes'`;
const DUE = `state = ANY ($1::text[]) AND due_at <= now()`;

/** The outbox, as the system role: who and when, never what. */
@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  due(limit: number): Promise<{ deliveryId: string }[]> {
    return this.database.manager.query(
      `SELECT id AS "deliveryId" FROM notification_delivery WHERE (${DUE}) OR (${ABANDONED}) ORDER BY due_at LIMIT $2`,
      [WAITING, limit],
    );
  }

  /** Locked until the transaction ends; undefined when somebody else has it. */
  async lock(id: string): Promise<Claimable | undefined> {
    const rows: Claimable[] = await this.database.manager.query(
      `SELECT id, user_id AS "userId", robot_id AS "robotId", mode, urgent, state, attempts,
              ${DUE} AS due, ${ABANDONED} AS abandoned
       FROM notification_delivery WHERE id = $2 FOR UPDATE SKIP LOCKED`,
      [WAITING, id],
    );
    return rows[0];
  }

  /** One at a time asks how many messages the robot has sent. */
  async lockRobot(robotId: string): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7))`, [robotId]);
  }

  /** When the robot may send again; null when it may now. */
  async robotFreeAt(robotId: string, limit: number): Promise<Date | null> {
    const rows: { freeAt: Date }[] = await this.database.manager.query(
      `SELECT tried_at + interval '1 minute' AS "freeAt" FROM notification_delivery
       WHERE robot_id = $1 AND tried_at > now() - interval '1 minute' ORDER BY tried_at DESC OFFSET $2 LIMIT 1`,
      [robotId, limit - 1],
    );
    return rows[0]?.freeAt ?? null;
  }

  async robot(robotId: string): Promise<RobotPlace | undefined> {
    const rows: RobotPlace[] = await this.database.manager.query(
      'SELECT branch_id AS "branchId", created_by AS "createdBy", active FROM chat_robot WHERE id = $1',
      [robotId],
    );
    return rows[0];
  }

  /** Quiet hours of the receiver as they are now; undefined for whoever has chosen none. */
  async hoursOf({ userId, robotId }: Pick<Claimable, 'userId' | 'robotId'>): Promise<Hours | undefined> {
    const hours = (table: string) => `${table}.quiet_from AS "quietFrom", ${table}.quiet_to AS "quietTo",
      ${table}.urgent_passes AS "urgentPasses", ${table}.digest_hour AS "digestHour", b.time_zone AS "timeZone"`;
    const rows: Hours[] = await this.database.manager.query(
      robotId
        ? `SELECT ${hours('r')} FROM chat_robot r JOIN branch b ON b.id = r.branch_id WHERE r.id = $1`
        : `SELECT ${hours('s')} FROM notification_setting s JOIN user_account u ON u.id = s.user_id
           JOIN branch b ON b.id = u.branch_id WHERE s.user_id = $1`,
      [robotId ?? userId],
    );
    return rows[0];
  }

  /** @returns the attempt, counted from 1, which alone may say how it ended */
  async claim(id: string): Promise<number> {
    const [rows]: [{ attempts: number }[]] = await this.database.manager.query(
      `UPDATE notification_delivery SET state = 'sending', attempts = attempts + 1, tried_at = clock_timestamp()
       WHERE id = $1 RETURNING attempts`,
      [id],
    );
    return rows[0]!.attempts;
  }

  async put(id: string, state: DeliveryState, dueAt: Date, code: string | null = null): Promise<void> {
    await this.database.manager.query(
      'UPDATE notification_delivery SET state = $2, due_at = $3, error_code = coalesce($4, error_code) WHERE id = $1',
      [id, state, dueAt, code],
    );
  }

  async end(id: string, attempt: number, outcome: Outcome): Promise<void> {
    await this.database.manager.query(
      `UPDATE notification_delivery SET state = $3, error_code = $4, sent_at = CASE WHEN $3 = 'sent' THEN now() END
       WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
      [id, attempt, outcome.state, 'code' in outcome ? outcome.code : null],
    );
  }

  /**
   * What it tells, as the transaction's viewer may know it: to a person what they have not read meanwhile, and nothing
   * of a record that is out of sight.
   */
  items(deliveryId: string): Promise<Item[]> {
    return this.database.manager.query(
      `SELECT i.category, w.kind, w.record_type AS "recordType", w.record_id AS "recordId", w.actor_name AS "actorName",
              r.open_name AS "openName", w.facts, n.because, w.created_at AS "createdAt"
       FROM notification_delivery_item i
       JOIN notification_delivery d ON d.id = i.delivery_id
       JOIN notification_news w ON w.id = i.news_id
       JOIN LATERAL notification_record(w.record_type, w.record_id) r ON true
       LEFT JOIN notification n ON n.news_id = w.id AND n.user_id = d.user_id
       WHERE i.delivery_id = $1 AND n.read_at IS NULL ORDER BY w.created_at DESC LIMIT 1000`,
      [deliveryId],
    );
  }

  /** What is older than anybody looks for. */
  async isOld(): Promise<boolean> {
    const [row]: [{ old: boolean }] = await this.database.manager.query(
      `SELECT EXISTS (SELECT 1 FROM notification_news WHERE ${OLD}) AS old`,
    );
    return row.old;
  }

  /** @returns how many; with them go their notifications and what was sent of them */
  async clearOld(limit: number): Promise<number> {
    const [, cleared]: [unknown, number] = await this.database.manager.query(
      `DELETE FROM notification_news WHERE id IN (SELECT id FROM notification_news WHERE ${OLD} LIMIT $1)`,
      [limit],
    );
    await this.database.manager.query(
      `DELETE FROM notification_delivery WHERE created_at < now() - interval '14 months'`,
    );
    return cleared;
  }
}

const OLD = `created_at < now() - interval '13 months'`;

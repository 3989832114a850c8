import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { RecordEvent, RecordRef } from '../../../libs/events/record-event';
import type { RecordKind } from '../rules/categories';
import type { Recipient } from '../rules/recipients';
import type { Delivery, Listener, RobotListener } from '../rules/ways';

/** Whom to ask for: everybody tied to an event who may read of it. */
export interface AudienceQuestion {
  branchId: string;
  accountId: string | null;
  /** The account whose team may read of it from elsewhere; null: the branch alone. */
  openTo: string | null;
  records: readonly RecordRef[];
  named: readonly string[];
  /** Everybody of the branch and those above it, for whoever may decide. */
  everybody: boolean;
}

export interface NewNews {
  branchId: string;
  kind: string;
  record: { type: RecordKind; id: string };
  actorId: string | null;
  causedBy: string;
  facts: RecordEvent['facts'];
}

@Injectable()
export class NewsRepository {
  constructor(private readonly database: Database) {}

  audience(ask: AudienceQuestion): Promise<Listener[]> {
    return this.database.manager.query(
      `SELECT user_id AS "userId", roles, above, follows, manages, time_zone AS "timeZone", categories,
              digest_hour AS "digestHour", quiet_from AS "quietFrom", quiet_to AS "quietTo",
              urgent_passes AS "urgentPasses", mails
       FROM notification_audience($1, $2, $3, $4, $5, $6, $7)`,
      [
        ask.branchId,
        ask.accountId,
        ask.openTo,
        ask.records.map(({ type }) => type),
        ask.records.map(({ id }) => id),
        ask.named,
        ask.everybody,
      ],
    );
  }

  robots(branchId: string): Promise<RobotListener[]> {
    return this.database.manager.query(
      `SELECT robot_id AS "robotId", categories, mode, time_zone AS "timeZone", digest_hour AS "digestHour",
              quiet_from AS "quietFrom", quiet_to AS "quietTo", urgent_passes AS "urgentPasses", messages
       FROM notification_robots($1)`,
      [branchId],
    );
  }

  async newId(): Promise<string> {
    const [row]: [{ id: string }] = await this.database.manager.query('SELECT uuidv7() AS id');
    return row.id;
  }

  /** Writes what happened, who is told in the app, and what goes out to them, in one statement. */
  async insert(
    id: string,
    news: NewNews,
    recipients: readonly (Recipient & { inApp: boolean })[],
    deliveries: readonly Delivery[],
  ): Promise<void> {
    await this.database.manager.query(INSERT, [
      id,
      news.branchId,
      news.kind,
      news.record.type,
      news.record.id,
      news.actorId,
      news.causedBy,
      JSON.stringify(news.facts),
      recipients.map(({ userId }) => userId),
      recipients.map(({ category }) => category),
      recipients.map(({ because }) => because),
      recipients.map(({ inApp }) => inApp),
      deliveries.map((delivery) => delivery.id),
      deliveries.map(({ channel }) => channel),
      deliveries.map(({ to }) => to),
      deliveries.map(({ mode }) => mode),
      deliveries.map(({ urgent }) => urgent),
      deliveries.map(({ state }) => state),
      deliveries.map(({ dueAt }) => dueAt),
      deliveries.map(({ category }) => category),
    ]);
  }
}

const INSERT = `
  WITH news AS (
    INSERT INTO notification_news (id, branch_id, kind, record_type, record_id, actor_id, actor_name, caused_by, facts)
    VALUES ($1::uuid, $2, $3, $4, $5, $6::uuid, (SELECT u.name FROM user_account u WHERE u.id = $6::uuid), $7, $8)
  ),
  told AS (
    INSERT INTO notification (user_id, news_id, category, because, in_app)
    SELECT t.user_id, $1::uuid, t.category, t.because, t.in_app
    FROM unnest($9::uuid[], $10::text[], $11::text[], $12::boolean[]) AS t (user_id, category, because, in_app)
  ),
  sent AS (
    INSERT INTO notification_delivery (id, channel, user_id, robot_id, mode, urgent, state, due_at, caused_by)
    SELECT d.id, d.channel, CASE WHEN d.channel = 'email' THEN d.receiver END,
           CASE WHEN d.channel = 'robot' THEN d.receiver END, d.mode, d.urgent, d.state, d.due_at, $7::uuid
    FROM unnest($13::uuid[], $14::text[], $15::uuid[], $16::text[], $17::boolean[], $18::text[], $19::timestamptz[])
      AS d (id, channel, receiver, mode, urgent, state, due_at)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO notification_delivery_item (delivery_id, news_id, category)
  SELECT i.id, $1::uuid, i.category FROM unnest($13::uuid[], $20::text[]) AS i (id, category)`;

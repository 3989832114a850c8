import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { RecordEvent, RecordRef } from '../../../libs/events/record-event';
import { topicOf } from '../activity-rules';

/** Who did it, as the transaction knows. */
export interface Actor {
  id: string | null;
  via: string;
  apiKeyId: string | null;
  requestId: string | null;
}

export interface Reach {
  /** Records whose timelines tell of it; with none, auditors alone read it. */
  timelines: readonly RecordRef[];
  onTimeline: boolean;
  accountId: string | null;
}

@Injectable()
export class TrailRepository {
  constructor(private readonly database: Database) {}

  /**
   * Entry, its place in the sealer's queue and its timelines, in one statement of the transaction that is open. Locks
   * nothing that another writer would wait for.
   */
  async append(event: RecordEvent, actor: Actor, reach: Reach): Promise<void> {
    await this.database.manager.query(APPEND, [
      event.branchId,
      actor.id,
      actor.via,
      actor.apiKeyId,
      actor.requestId,
      event.kind,
      event.subject.type,
      event.subject.id,
      JSON.stringify(event.related),
      JSON.stringify(event.changes),
      JSON.stringify(event.facts),
      event.reason,
      reach.onTimeline,
      reach.accountId,
      topicOf(event.kind),
      reach.timelines.map(({ type }) => type),
      reach.timelines.map(({ id }) => id),
    ]);
  }
}

// The name is kept with the entry: it may be read by who does not see the person's branch, and long after.
const APPEND = `
  WITH new AS (SELECT uuidv7() AS id, date_trunc('milliseconds', clock_timestamp()) AS at),
  entry AS (
    INSERT INTO audit_entry (id, at, branch_id, actor_id, actor_name, via, api_key_id, request_id, kind,
                             subject_type, subject_id, related, changes, facts, reason, on_timeline, account_id)
    SELECT new.id, new.at, $1::uuid, $2::uuid, (SELECT u.name FROM user_account u WHERE u.id = $2::uuid), $3::text,
           $4::uuid, $5::text, $6::text, $7::text, $8::uuid, $9::jsonb, $10::jsonb, $11::jsonb, $12::text,
           $13::boolean, $14::uuid FROM new
  ),
  waiting AS (INSERT INTO audit_unsealed (entry_id) SELECT id FROM new)
  INSERT INTO timeline_link (record_type, record_id, at, entry_id, topic, branch_id, account_id)
  SELECT t.type, t.id, new.at, new.id, $15::text, $1::uuid, $14::uuid
  FROM new, unnest($16::text[], $17::uuid[]) AS t (type, id)`;

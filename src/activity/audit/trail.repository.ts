import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
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

/** Entries of one transaction that are waiting to be written together. */
interface Waiting {
  entries: object[];
  written: Promise<void>;
}

@Injectable()
export class TrailRepository {
  private readonly waiting = new WeakMap<EntityManager, Waiting>();

  constructor(private readonly database: Database) {}

  /**
   * Entry, its place in the sealer's queue and its timelines, in one statement of the transaction that is open. Locks
   * nothing that another writer would wait for. What is appended in the same breath (thousands of records changed at
   * once) goes into one statement, in its order.
   */
  append(event: RecordEvent, actor: Actor, reach: Reach): Promise<void> {
    const { manager } = this.database;
    const entry = entryOf(event, actor, reach);
    const open = this.waiting.get(manager);
    if (open) {
      open.entries.push(entry);
      return open.written;
    }
    const entries = [entry];
    const written = Promise.resolve().then(async () => {
      this.waiting.delete(manager);
      await manager.query(APPEND, [JSON.stringify(entries)]);
    });
    this.waiting.set(manager, { entries, written });
    return written;
  }
}

const entryOf = (event: RecordEvent, actor: Actor, reach: Reach) => ({
  branch_id: event.branchId,
  actor_id: actor.id,
  via: actor.via,
  api_key_id: actor.apiKeyId,
  request_id: actor.requestId,
  kind: event.kind,
  subject_type: event.subject.type,
  subject_id: event.subject.id,
  related: event.related,
  changes: event.changes,
  facts: event.facts,
  reason: event.reason,
  on_timeline: reach.onTimeline,
  account_id: reach.accountId,
  topic: topicOf(event.kind),
  timelines: reach.timelines,
});

// The name is kept with the entry: it may be read by who does not see the person's branch, and long after.
const APPEND = `
  WITH new AS (
    SELECT uuidv7() AS id, date_trunc('milliseconds', clock_timestamp()) AS at, e.*
    FROM jsonb_to_recordset($1::jsonb) AS e (branch_id uuid, actor_id uuid, via text, api_key_id uuid, request_id text,
      kind text, subject_type text, subject_id uuid, related jsonb, changes jsonb, facts jsonb, reason text,
      on_timeline boolean, account_id uuid, topic text, timelines jsonb)
  ),
  actor AS (SELECT u.id, u.name FROM user_account u WHERE u.id IN (SELECT n.actor_id FROM new n)),
  entry AS (
    INSERT INTO audit_entry (id, at, branch_id, actor_id, actor_name, via, api_key_id, request_id, kind,
                             subject_type, subject_id, related, changes, facts, reason, on_timeline, account_id)
    SELECT n.id, n.at, n.branch_id, n.actor_id, (SELECT a.name FROM actor a WHERE a.id = n.actor_id), n.via,
           n.api_key_id, n.request_id, n.kind, n.subject_type, n.subject_id, n.related, n.changes, n.facts, n.reason,
           n.on_timeline, n.account_id FROM new n
  ),
  waiting AS (INSERT INTO audit_unsealed (entry_id) SELECT id FROM new)
  INSERT INTO timeline_link (record_type, record_id, at, entry_id, topic, branch_id, account_id)
  SELECT t.type, t.id, n.at, n.id, n.topic, n.branch_id, n.account_id
  FROM new n, jsonb_to_recordset(n.timelines) AS t (type text, id uuid)`;

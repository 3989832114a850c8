import { createHash } from 'node:crypto';
import type { FieldChange } from '../../../libs/events/field-changes';
import type { RecordEvent, RecordRef } from '../../../libs/events/record-event';
import { canonicalJson } from './canonical-json';

/** An entry of the trail as it is written down, and as its hash covers it. */
export interface AuditEntryContent {
  id: string;
  at: Date;
  branchId: string;
  actorId: string | null;
  actorName: string | null;
  via: string;
  apiKeyId: string | null;
  requestId: string | null;
  kind: string;
  subjectType: string;
  subjectId: string;
  related: RecordRef[];
  changes: FieldChange[];
  facts: RecordEvent['facts'];
  reason: string | null;
  onTimeline: boolean;
  accountId: string | null;
}

/** What stands before the first entry. */
export const FIRST_PREV_HASH = Buffer.alloc(32);

/**
 * The hash that seals an entry: SHA-256 over the hash of the entry before it (32 bytes) and the entry's canonical JSON
 * (UTF-8) together with its place. Whoever changes, drops or reorders an entry would have to make every later hash
 * anew, and the heads in the journal.
 *
 * @param seq place in the chain, from 1
 */
export function entryHash(prevHash: Buffer, seq: number, entry: AuditEntryContent): Buffer {
  const text = canonicalJson({
    seq,
    id: entry.id,
    at: entry.at.toISOString(),
    branchId: entry.branchId,
    actorId: entry.actorId,
    actorName: entry.actorName,
    via: entry.via,
    apiKeyId: entry.apiKeyId,
    requestId: entry.requestId,
    kind: entry.kind,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    related: entry.related,
    changes: entry.changes,
    facts: entry.facts,
    reason: entry.reason,
    onTimeline: entry.onTimeline,
    accountId: entry.accountId,
  });
  return createHash('sha256').update(prevHash).update(text).digest();
}

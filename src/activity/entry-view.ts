import type { RecordEvent, RecordRef } from '../../libs/events/record-event';
import type { AuditEntryContent } from './audit/entry-hash';

/** An entry as it is answered. */
export interface EntryView extends Pick<
  AuditEntryContent,
  'id' | 'at' | 'kind' | 'related' | 'changes' | 'reason'
> {
  facts: RecordEvent['facts'];
  actor: { id: string | null; name: string | null; via: string };
  subject: RecordRef;
}

export function entryView(entry: AuditEntryContent): EntryView {
  const { id, at, kind, related, changes, facts, reason } = entry;
  return {
    id,
    at,
    kind,
    actor: { id: entry.actorId, name: entry.actorName, via: entry.via },
    subject: { type: entry.subjectType, id: entry.subjectId },
    related,
    changes,
    facts,
    reason,
  };
}

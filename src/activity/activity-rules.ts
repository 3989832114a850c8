import type { RecordEvent, RecordRef } from '../../libs/events/record-event';

/** Records that have a timeline; `user` is the timeline of who was mentioned. */
export const RECORD_TYPES = ['account', 'contact', 'campaign', 'batch', 'list'] as const;

export type RecordType = (typeof RECORD_TYPES)[number];

/** What only auditors read: who came in, who may do what, and the refusals of people outside. */
const AUDIT_ONLY = new Set([
  'session',
  'user',
  'branch',
  'api-key',
  'chat-robot',
  'suppression',
  'audit',
  'view',
  'export',
  'bulk-edit',
  'record-import',
]);
/** A note's timeline shows it as it is now; what it was stands with the note. */
const AUDIT_ONLY_KINDS = new Set(['note.changed', 'note.removed']);
/** Serving an account opens these to nobody outside the branch: its production, its addresses, its books. */
const WITHIN_BRANCH = new Set(['batch', 'list', 'design', 'revenue', 'recovery']);
/** Refers to something that is told, but has no timeline of its own. */
const WITHOUT_TIMELINE = new Set(['note', 'branch', 'api-key', 'suppression', 'import']);

/** What a timeline's filter goes by: the first word of the kind. */
export const topicOf = (kind: string): string => kind.slice(0, kind.indexOf('.'));

export const isOnTimeline = (kind: string): boolean =>
  !AUDIT_ONLY.has(topicOf(kind)) && !AUDIT_ONLY_KINDS.has(kind);

/** The account whose team, from whatever branch, may read of the event; null when only the branch may. */
export function openToAccount(event: Pick<RecordEvent, 'kind' | 'subject' | 'related'>): string | null {
  if (WITHIN_BRANCH.has(topicOf(event.kind)) || WITHIN_BRANCH.has(event.subject.type)) return null;
  // A note on a batch is read by who reads the batch.
  if (event.related.some(({ type }) => WITHIN_BRANCH.has(type))) return null;
  return [event.subject, ...event.related].find(({ type }) => type === 'account')?.id ?? null;
}

/** The records whose timelines tell of the event, each once. */
export function timelinesOf(event: Pick<RecordEvent, 'kind' | 'subject' | 'related'>): RecordRef[] {
  if (!isOnTimeline(event.kind)) return [];
  const refs = [event.subject, ...event.related].filter(({ type }) => !WITHOUT_TIMELINE.has(type));
  return [...new Map(refs.map((ref) => [`${ref.type} ${ref.id}`, ref])).values()];
}

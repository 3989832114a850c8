import type { RecordEvent } from '../../libs/events/record-event';

/** Not told to anybody outside: who came in, who was refused, who read the trail. */
const KEPT_INSIDE = new Set(['session', 'audit', 'api-key']);
/** Whose facts are about people: only ids of these leave. */
const ABOUT_PEOPLE = new Set([
  'contact',
  'user',
  'note',
  'suppression',
  'member',
  'notification',
  'chat-robot',
]);
/** A code, a state, a date, an id: a word that names nobody. */
const PLAIN_WORD = /^[\w:.+-]{1,80}$/;
const NAMES_SOMEBODY = /name|mail|phone|mobile|address/i;

/** What an endpoint is sent, as Standard Webhooks lays it out. Ids, kind and plain facts, never personal data. */
export interface WebhookMessage {
  type: string;
  /** ISO 8601, UTC. */
  timestamp: string;
  data: Record<string, unknown>;
}

export const isTold = (kind: string): boolean => !KEPT_INSIDE.has(topicOf(kind));

/** The message of an event. Values of changed fields and reasons people typed stay inside; their names go out. */
export function messageOf(event: RecordEvent, at: Date): WebhookMessage {
  const { kind, branchId, subject, related, changes, facts } = event;
  const aboutPeople = ABOUT_PEOPLE.has(topicOf(kind)) || ABOUT_PEOPLE.has(subject.type);
  return {
    type: kind,
    timestamp: at.toISOString(),
    data: {
      branchId,
      subject: { type: subject.type, id: subject.id },
      related: related.map(({ type, id }) => ({ type, id })),
      changed: changes.map(({ field }) => field),
      facts: aboutPeople ? {} : plainFacts(facts),
    },
  };
}

function plainFacts(facts: RecordEvent['facts']): RecordEvent['facts'] {
  const plain = Object.entries(facts).filter(
    ([name, value]) =>
      !NAMES_SOMEBODY.test(name) && (typeof value !== 'string' || value === '' || PLAIN_WORD.test(value)),
  );
  return Object.fromEntries(plain);
}

function topicOf(kind: string): string {
  return kind.slice(0, kind.indexOf('.'));
}

import { type Permission, permissionsOf } from '../../identity/permissions';
import type { Because, Category } from './categories';
import type { Rule, Telling } from './notification-rules';
import type { RecordEvent } from '../../../libs/events/record-event';

/** Somebody who may read of the event, with what ties them to it. */
export interface Candidate {
  userId: string;
  roles: readonly string[];
  /** Steps up from the event's branch to theirs; null for one of the account's team from elsewhere. */
  above: number | null;
  follows: boolean;
  manages: boolean;
}

export interface Recipient {
  userId: string;
  because: Because;
  category: Category;
  urgent: boolean;
}

/** The tellings of the rule that hold for this event. */
export const tellingsOf = (rule: Rule, event: RecordEvent): Telling[] =>
  rule.tell.filter(({ when }) => when === undefined || when(event));

/**
 * Who of the candidates is told, each once and for the first reason that fits; never who did it, and nobody who could
 * not open the page it leads to.
 *
 * @param actorId who did it; null when it happened by itself
 */
export function recipientsOf(
  rule: Rule,
  event: RecordEvent,
  candidates: readonly Candidate[],
  permission: Permission,
  actorId: string | null,
): Recipient[] {
  const tellings = tellingsOf(rule, event);
  const readers = candidates.filter(({ roles }) => permissionsOf(roles).includes(permission));
  const able = readers.filter(({ userId }) => userId !== actorId);
  // Who did it cannot approve it, so the next above is asked; but what a leader did needs no telling further up.
  const fits = new Map(
    tellings.map((telling) => [
      telling,
      fitting(telling, event, telling.category === 'approval' ? able : readers),
    ]),
  );
  return able.flatMap(({ userId }) => {
    const telling = tellings.find((each) => fits.get(each)!.has(userId));
    if (!telling) return [];
    const { because, category, urgent } = telling;
    return [{ userId, because, category, urgent: urgent?.(event) ?? false }];
  });
}

function fitting(telling: Telling, event: RecordEvent, able: readonly Candidate[]): Set<string> {
  const ids = (people: readonly Candidate[]) => new Set(people.map(({ userId }) => userId));
  switch (telling.because) {
    case 'named': {
      const named = new Set(telling.who?.(event) ?? []);
      return ids(able.filter(({ userId }) => named.has(userId)));
    }
    case 'approver':
      return ids(nearest(able.filter(({ roles }) => permissionsOf(roles).includes(telling.may!))));
    case 'manager':
      return ids(able.filter(({ manages }) => manages));
    case 'follower':
      return ids(able.filter(({ follows }) => follows));
  }
}

/** Those of the lowest branch that has anybody: a county's batch is the county's to approve, if it can. */
function nearest(people: readonly Candidate[]): Candidate[] {
  const steps = people.flatMap(({ above }) => (above === null ? [] : [above]));
  const least = Math.min(...steps);
  return people.filter(({ above }) => above === least);
}

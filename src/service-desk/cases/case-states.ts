import { StateTable } from '../../../libs/states/state-table';
import type { CaseKind } from './case-words';

/** Where a case stands. */
export const CASE_STATES = [
  'open',
  'heard',
  'remedy-offered',
  'resolved',
  'followed-up',
  'withdrawn',
] as const;

export type CaseState = (typeof CASE_STATES)[number];

/** From resolved and followed-up a case may be opened anew: it is heard again, and its time starts over. */
export const caseStates = StateTable.of<CaseState>('open', {
  open: ['heard', 'withdrawn'],
  heard: ['remedy-offered', 'resolved', 'withdrawn'],
  'remedy-offered': ['heard', 'resolved', 'withdrawn'],
  resolved: ['followed-up', 'heard'],
  'followed-up': ['heard'],
  withdrawn: [],
});

/** States in which the promised time runs. */
export const RUNNING_STATES: readonly CaseState[] = ['open', 'heard', 'remedy-offered'];

export const isRunning = (state: CaseState): boolean => RUNNING_STATES.includes(state);

/** Done for good, unless it is opened again: nothing of it is changed. */
export const isOver = (state: CaseState): boolean => state === 'followed-up' || state === 'withdrawn';

/** Whether the step takes up again what was thought to be done. */
export const isReopening = (from: CaseState, to: CaseState): boolean => !isRunning(from) && isRunning(to);

/** What went wrong has a cause, and somebody was offered something for it. */
export const needsCause = (kind: CaseKind): boolean => kind === 'complaint' || kind === 'fault';

/** The steps that may follow, in the order they are offered. */
export function nextStates(kind: CaseKind, state: CaseState): CaseState[] {
  return caseStates.all.filter(
    (next) =>
      caseStates.may(state, next) &&
      // Resolved without an offer would leave the client with the damage.
      !(needsCause(kind) && state === 'heard' && next === 'resolved'),
  );
}

/** What has to be said with a step; null when nothing has to. */
export function missingFor(
  to: CaseState,
  from: CaseState,
  given: { kind: CaseKind; note: string; causeCategory: string | null; cause: string | null },
): 'note' | 'cause' | null {
  if (to === 'resolved' && needsCause(given.kind) && !(given.causeCategory && given.cause)) return 'cause';
  const mustSay = to === 'remedy-offered' || to === 'withdrawn' || isReopening(from, to);
  return mustSay && given.note.trim() === '' ? 'note' : null;
}

/** Where an import stands. Nothing is in the list before `done`; everything accepted is at once with it. */
export const IMPORT_STATES = ['uploaded', 'previewed', 'running', 'done', 'failed', 'cancelled'] as const;

export type ImportState = (typeof IMPORT_STATES)[number];

/** From each state, the states that may follow. */
const TRANSITIONS: Record<ImportState, readonly ImportState[]> = {
  uploaded: ['previewed', 'running', 'cancelled'],
  previewed: ['previewed', 'running', 'cancelled'],
  running: ['done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};

export function mayFollow(from: ImportState, to: ImportState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** The states from which `to` can be reached, for `WHERE state = ANY (…)`: the database decides races. */
export function statesBefore(to: ImportState): ImportState[] {
  return IMPORT_STATES.filter((from) => mayFollow(from, to));
}

/** True once nothing will change any more. */
export function isFinal(state: ImportState): boolean {
  return TRANSITIONS[state].length === 0;
}

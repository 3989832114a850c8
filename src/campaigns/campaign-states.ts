/** Where a campaign stands. */
export const CAMPAIGN_STATES = ['draft', 'active', 'done', 'cancelled'] as const;

export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>;

/** From each state, the states it may turn into. */
export const CAMPAIGN_TRANSITIONS: TransitionTable<CampaignState> = {
  draft: ['active', 'cancelled'],
  active: ['done', 'cancelled'],
  done: [],
  cancelled: [],
};

/**
 * What is wrong with a table of transitions: a state nothing leads to, a step onto itself or a step named twice.
 *
 * @param initial the state things start in
 * @returns one sentence a fault; empty when the table is sound
 */
export function faultsOfTransitions<S extends string>(table: TransitionTable<S>, initial: S): string[] {
  const faults: string[] = [];
  const reached = new Set<S>([initial]);
  for (const state of reached) for (const next of table[state]) reached.add(next);
  for (const state of Object.keys(table) as S[]) {
    if (!reached.has(state)) faults.push(`nothing leads to "${state}"`);
    if (table[state].includes(state)) faults.push(`"${state}" leads to itself`);
    if (new Set(table[state]).size < table[state].length) faults.push(`"${state}" names a step twice`);
  }
  return faults;
}

export const mayTurnInto = (from: CampaignState, to: CampaignState): boolean =>
  CAMPAIGN_TRANSITIONS[from].includes(to);

/** Closed: nothing but its note changes any more. */
export const isClosed = (state: CampaignState): boolean => CAMPAIGN_TRANSITIONS[state].length === 0;

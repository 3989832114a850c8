import { StateTable } from '../../../../libs/states/state-table';
import type { ActionState, RiskState } from '../plan-words';

/** A risk is kept in check, comes true, or is over; one kept in check may stir again. */
export const riskStates = StateTable.of<RiskState>('open', {
  open: ['mitigated', 'happened', 'closed'],
  mitigated: ['open', 'happened', 'closed'],
  happened: ['closed'],
  closed: [],
});

/** What was done or dropped by mistake is open again; nothing else follows an end. */
export const mayFollow = (state: ActionState, next: ActionState): boolean =>
  state === 'open' ? next !== 'open' : next === 'open';

/** How grave a risk is: how bad times how likely, 1 to 25. */
export const gravity = (severity: number, likelihood: number): number => severity * likelihood;

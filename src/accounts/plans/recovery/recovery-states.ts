import { StateTable } from '../../../../libs/states/state-table';

export const RECOVERY_STATES = ['open', 'in-progress', 'recovered', 'closed'] as const;

export type RecoveryState = (typeof RECOVERY_STATES)[number];

/** Opened by an alarm, worked on, and ended one way or the other, with the reason. */
export const recoveryStates = StateTable.of<RecoveryState>('open', {
  open: ['in-progress', 'recovered', 'closed'],
  'in-progress': ['recovered', 'closed'],
  recovered: [],
  closed: [],
});

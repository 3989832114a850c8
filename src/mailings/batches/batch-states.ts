import { StateTable } from '../../../libs/states/state-table';

export const BATCH_STATES = [
  'draft',
  'freezing',
  'frozen',
  'approved',
  'printing',
  'closed',
  'dispatching',
  'uncertain',
  'dispatched',
  'cancelled',
] as const;

export type BatchState = (typeof BATCH_STATES)[number];

/**
 * A batch's way from a list to the post. `closed` is printed, verified and balanced; from `dispatching` on
 * nothing can be called back, because pieces may have left the house.
 */
export const batchStates = StateTable.of<BatchState>('draft', {
  draft: ['freezing', 'cancelled'],
  freezing: ['frozen', 'draft'],
  frozen: ['approved', 'cancelled'],
  approved: ['printing', 'cancelled'],
  printing: ['closed', 'cancelled'],
  closed: ['dispatching', 'cancelled'],
  dispatching: ['dispatched', 'uncertain'],
  uncertain: ['dispatched', 'dispatching'],
  dispatched: [],
  cancelled: [],
});

/**
 * Printed and balanced, and nothing has left the house: the moment in which spoiled pieces are recorded and undone. The
 * dispatch moves the batch on under the same lock, so its counts stand from its intent on.
 */
export const spoilageMayChange = (state: BatchState): boolean => state === 'closed';

const UNDER_WAY: readonly BatchState[] = ['freezing', 'printing', 'dispatching'];

/** Nothing happens to the batch by itself: it waits for a person, or is at its end. */
export const isAtRest = (state: BatchState): boolean => !UNDER_WAY.includes(state);

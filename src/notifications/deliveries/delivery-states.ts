import { StateTable } from '../../../libs/states/state-table';

export const DELIVERY_STATES = [
  'pending',
  'held',
  'sending',
  'failed',
  'sent',
  'given-up',
  'unknown',
  'cancelled',
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * A message's way out. `held` waits for the end of quiet hours or for the hour of the summary. Before anything leaves
 * it is `sending`; if nobody is there to say how that ended, it is `unknown` and is not sent again: the inbox has it
 * anyway, and nobody gets the same thing twice.
 */
export const deliveryStates = StateTable.of<DeliveryState>('pending', {
  pending: ['sending', 'held', 'cancelled'],
  held: ['sending', 'cancelled'],
  failed: ['sending', 'held', 'cancelled'],
  sending: ['sent', 'failed', 'held', 'given-up', 'unknown', 'cancelled'],
  sent: [],
  'given-up': [],
  unknown: [],
  cancelled: [],
});

/** States in which a delivery may be taken up when its time has come. */
export const WAITING: readonly DeliveryState[] = deliveryStates.before('sending');

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Tries within some hours: what could not be delivered by then is old news. */
export const MOST_ATTEMPTS = 8;

/** How long to wait after so many failed attempts, milliseconds. */
export const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_PAUSE_MS);

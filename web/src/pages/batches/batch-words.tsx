import { useTranslation } from 'react-i18next';
import type { Batch, BatchState } from '../../api/types';
import { StateTag, type Tone } from '../../ui/StateTag';

export const batchStates: readonly BatchState[] = [
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
];

const tones: Record<BatchState, Tone> = {
  draft: 'draft',
  freezing: 'active',
  frozen: 'waiting',
  approved: 'waiting',
  printing: 'active',
  closed: 'waiting',
  dispatching: 'active',
  uncertain: 'attention',
  dispatched: 'done',
  cancelled: 'stopped',
};

export function BatchStateTag({ state }: { state: BatchState }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`batches.states.${state}`)}</StateTag>;
}

/** The program is at work on it; nobody need do anything. */
export const isUnderWay = (state: BatchState): boolean =>
  state === 'freezing' || state === 'printing' || state === 'dispatching';

/** The audience stands: there are pieces to look at. */
export const isFrozen = ({ planned }: Batch): boolean => planned > 0;

/** Nothing may have left the house yet. */
export const mayBeCancelled = (state: BatchState): boolean =>
  ['draft', 'frozen', 'approved', 'printing', 'closed'].includes(state);

/** Pieces that go to print: planned without those who must not be mailed. */
export const toPrint = ({ planned, suppressed }: Pick<Batch, 'planned' | 'suppressed'>): number =>
  planned - suppressed;

/** What the pieces earn, in fen; null when no price was agreed. */
export function amountOf({ pricePerPieceFen }: Batch, pieces: number): bigint | null {
  return pricePerPieceFen === null ? null : BigInt(pricePerPieceFen) * BigInt(pieces);
}

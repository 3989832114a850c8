import { useTranslation } from 'react-i18next';
import type { Batch, BatchState } from '../../api/types';
import { StateTag, type Tone } from '../../ui/StateTag';

/** Every state the API knows, or this does not compile. */
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

/** In the order a batch passes through them. */
export const batchStates = Object.keys(tones) as BatchState[];

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
const cancellable: readonly BatchState[] = ['draft', 'frozen', 'approved', 'printing', 'closed'];
export const mayBeCancelled = (state: BatchState): boolean => cancellable.includes(state);

/** Pieces that go to print: planned without those who must not be mailed. */
export const toPrint = ({ planned, suppressed }: Pick<Batch, 'planned' | 'suppressed'>): number =>
  planned - suppressed;

/** What the pieces earn, in fen; null when no price was agreed. */
export function amountOf({ pricePerPieceFen }: Batch, pieces: number): bigint | null {
  return pricePerPieceFen === null ? null : BigInt(pricePerPieceFen) * BigInt(pieces);
}

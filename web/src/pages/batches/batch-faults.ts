const faults = {
  'batch.no-pieces': 'noPieces',
  'dispatch.failed': 'dispatchFailed',
  'batch.unbalanced': 'unbalanced',
  'dispatch.receiver-has-other': 'receiverHasOther',
  'dispatch.unknown-outcome': 'unknownOutcome',
} as const;

export type BatchFault = (typeof faults)[keyof typeof faults] | 'other';

/** What stands in a batch's way, as the key of its sentence; null when nothing does. */
export function batchFault(code: string | null): BatchFault | null {
  if (code === null) return null;
  return code in faults ? faults[code as keyof typeof faults] : 'other';
}

/**
 * A batch was handed to the post, once. Emitted inside the transaction that records it: what listens
 * writes its own rows with it or neither is written.
 */
export class BatchDispatched {
  static readonly event = 'mailings.batch-dispatched';

  constructor(
    /** Permanent key of the dispatch; a listener's row is unique on it. */
    readonly dispatchId: string,
    readonly batchId: string,
    /** Null for a batch made without a campaign. */
    readonly campaignId: string | null,
    readonly accountId: string | null,
    readonly branchId: string,
    /** Pieces handed over. */
    readonly mailedPieces: number,
    /** Price of one piece in fen at the time of the freeze; null when none was agreed. */
    readonly pricePerPieceFen: number | null,
    readonly dispatchedAt: Date,
  ) {}
}

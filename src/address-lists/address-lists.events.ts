/** A file's accepted rows are in the list. Emitted inside the transaction that put them there. */
export class ListImported {
  static readonly event = 'address-lists.imported';

  constructor(
    readonly importId: string,
    readonly listId: string,
    readonly branchId: string,
    readonly userId: string,
    readonly accepted: number,
    readonly rejected: number,
    readonly duplicates: number,
  ) {}
}

/** Somebody looked at addresses in full, and said why. */
export class RecordsUnmasked {
  static readonly event = 'address-lists.records-unmasked';

  constructor(
    readonly listId: string,
    readonly userId: string,
    readonly reason: string,
    readonly records: number,
  ) {}
}

/** How far a running import is. While the file is read, accepted and duplicates are 0; they grow as rows are saved. */
export interface ImportProgress {
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  warnings: number;
  bytesDone: number;
}

/** How an import ended: rows = accepted + rejected + duplicates. */
export interface ImportOutcome extends ImportProgress {
  importId: string;
  /** Storage key of the rejects file; null when nothing was rejected. */
  rejectsFileKey: string | null;
}

/** What a worker holds while it runs an import; the fence tells it from an earlier worker. */
export interface ImportClaim {
  id: string;
  listId: string;
  branchId: string;
  createdBy: string;
  fence: number;
}

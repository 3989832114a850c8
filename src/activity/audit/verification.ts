/** What can be wrong with a place in the chain. */
export const CHAIN_FAULTS = [
  /** The entry is not what was sealed. */
  'changed',
  /** The seal stands, its entry is gone. */
  'entry-missing',
  /** A place is skipped. */
  'seal-missing',
  /** It does not continue the entry before it. */
  'cut',
  /** The journal outside the database has another hash here. */
  'journal-differs',
  /** A head that was recorded in the journal is not there any more. */
  'journal-missing',
  /** The journal goes on where the chain ends. */
  'end-missing',
] as const;

export type ChainFault = (typeof CHAIN_FAULTS)[number];

/** How far a check of the chain is, and what it found. */
export interface Verification {
  state: 'running' | 'sound' | 'broken';
  fromSeq: number;
  toSeq: number;
  checked: number;
  /** Heads of the journal that agreed. */
  journalHeads: number;
  fault: { kind: ChainFault; seq: number; entryId: string | null } | null;
  /** Entries without a seal yet, and since when the oldest waits. */
  waiting: number;
  waitingSince: Date | null;
  /** Entries that have no seal and wait for none, and seals waited for by entries that are gone. */
  strays: number;
}

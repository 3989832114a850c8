import { StateTable } from '../../../libs/states/state-table';

export const RECORD_IMPORT_STATES = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'stopped',
  'undoing',
  'undone',
  'cancelled',
  'failed',
] as const;
export type RecordImportState = (typeof RECORD_IMPORT_STATES)[number];

/** `stopped` was ended on the way: what it had done by then stays and can be undone. */
export const importStates = StateTable.of<RecordImportState>('uploaded', {
  uploaded: ['checking', 'cancelled'],
  checking: ['checked', 'cancelled', 'failed'],
  checked: ['uploaded', 'running', 'cancelled'],
  running: ['done', 'stopped'],
  done: ['undoing'],
  stopped: ['undoing'],
  undoing: ['undone'],
  undone: [],
  cancelled: [],
  failed: [],
});

/** A worker has something to do. */
export const isAtWork = (state: RecordImportState): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing';

export const IMPORT_OUTCOMES = [
  'waiting',
  'applied',
  'refused',
  'skipped',
  'removed',
  'archived',
  'restored',
  'kept',
] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

import { checkSerial, pieceSerial } from '../../../libs/letterpress';

export type ScanFault =
  'not-a-serial' | 'wrong-check' | 'other-batch' | 'unknown-piece' | 'held-out' | 'other-outcome';

/** What is wrong with one line, counted from 0. */
export interface LineFault {
  line: number;
  fault: ScanFault;
}

export interface Scans {
  /** Piece numbers, each once, with the line that named it first. */
  pieces: Map<number, number>;
  faults: LineFault[];
}

const SERIAL = '[0-9A-Z]{1,16}-[0-9]{7,10}-[0-9A-Z]{2}';
/** A serial, or an address that ends in one: the codes on the pieces may hold a link. */
const LINE = new RegExp(`(?:^|[/=])(${SERIAL})$`);

/**
 * Reads what was typed, pasted or scanned, a serial a line; empty lines are passed over, a serial that comes again is
 * the same piece. The check characters are verified, so that a mistyped digit is told instead of taken for a
 * neighbour.
 */
export function readScans(lines: readonly string[], batchCode: string): Scans {
  const pieces = new Map<number, number>();
  const faults: LineFault[] = [];
  lines.forEach((text, line) => {
    const read = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
    if (read === '') return;
    const serial = LINE.exec(read)?.[1];
    const fault = serial === undefined ? 'not-a-serial' : faultOf(serial, batchCode);
    if (fault) faults.push({ line, fault });
    else if (!pieces.has(seqOf(serial!))) pieces.set(seqOf(serial!), line);
  });
  return { pieces, faults };
}

const seqOf = (serial: string): number => Number(serial.split('-')[1]);

function faultOf(serial: string, batchCode: string): ScanFault | null {
  if (!checkSerial(serial)) return 'wrong-check';
  return pieceSerial(batchCode, seqOf(serial)) === serial ? null : 'other-batch';
}

/** How a piece stands in its batch. */
export interface Standing {
  seq: number;
  heldOut: boolean;
  outcome: string | null;
}

/** Why the outcome cannot be recorded for this piece; null when it can, or is recorded already. */
export function standingFault(piece: Standing | undefined, outcome: string): ScanFault | null {
  if (!piece) return 'unknown-piece';
  if (piece.heldOut) return 'held-out';
  return piece.outcome === null || piece.outcome === outcome ? null : 'other-outcome';
}

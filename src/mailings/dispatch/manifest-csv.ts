import { pieceSerial } from '../../../libs/letterpress';
import type { ManifestPiece } from './manifest.repository';

export const MANIFEST_HEADER = 'seq,serial,file,page,postcode,name,company,address\r\n';
const WITHDRAWN_HEADER = 'seq,serial,file,page,reason\r\n';

/** RFC 4180: quoted when it has to be. The printer's file carries what is printed, untouched. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: string[]): string => `${cells.map(cell).join(',')}\r\n`;

export const chunkFileName = (chunkNo: number): string => `chunk-${String(chunkNo).padStart(4, '0')}.pdf`;

/**
 * Lines of the manifest, numbering the pages within each chunk's file as they come. A withdrawn piece has its page there
 * too, and stands on a list of its own: the manifest names what is mailed and nothing else.
 */
export class ManifestLines {
  private chunkNo = 0;
  private printedInChunk = 0;
  private readonly taken: string[] = [];
  /** Lines so far. */
  mailed = 0;

  /** @param pagesPerPiece pages every piece of the design takes */
  constructor(
    private readonly batchCode: string,
    private readonly pagesPerPiece: number,
  ) {}

  get withdrawn(): number {
    return this.taken.length;
  }

  /** Which pages are not to be inserted. */
  withdrawnList(): string[] {
    return [WITHDRAWN_HEADER, ...this.taken];
  }

  /** @returns the piece's line, nothing for one that was withdrawn */
  line({ seq, chunkNo, postcode, fields, withdrawn }: ManifestPiece): string {
    if (chunkNo !== this.chunkNo) {
      this.chunkNo = chunkNo;
      this.printedInChunk = 0;
    }
    const page = this.printedInChunk++ * this.pagesPerPiece + 1;
    const place = [String(seq), pieceSerial(this.batchCode, seq), chunkFileName(chunkNo), String(page)];
    if (withdrawn !== null) {
      this.taken.push(csvLine([...place, withdrawn]));
      return '';
    }
    this.mailed++;
    return csvLine([...place, postcode, fields.name ?? '', fields.company ?? '', fields.address ?? '']);
  }
}

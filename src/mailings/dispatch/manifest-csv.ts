import { pieceSerial } from '../../../libs/letterpress';
import type { ManifestPiece } from './manifest.repository';

export const MANIFEST_HEADER = 'seq,serial,file,page,postcode,name,company,address\r\n';

/** RFC 4180: quoted when it has to be. The printer's file carries what is printed, untouched. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const chunkFileName = (chunkNo: number): string => `chunk-${String(chunkNo).padStart(4, '0')}.pdf`;

/** Lines of the manifest, numbering the pages within each chunk's file as they come. */
export class ManifestLines {
  private chunkNo = 0;
  private printedInChunk = 0;

  /** @param pagesPerPiece pages every piece of the design takes */
  constructor(
    private readonly batchCode: string,
    private readonly pagesPerPiece: number,
  ) {}

  line({ seq, chunkNo, postcode, fields }: ManifestPiece): string {
    if (chunkNo !== this.chunkNo) {
      this.chunkNo = chunkNo;
      this.printedInChunk = 0;
    }
    const page = this.printedInChunk++ * this.pagesPerPiece + 1;
    const cells = [
      String(seq),
      pieceSerial(this.batchCode, seq),
      chunkFileName(chunkNo),
      String(page),
      postcode,
      fields.name ?? '',
      fields.company ?? '',
      fields.address ?? '',
    ];
    return `${cells.map(cell).join(',')}\r\n`;
  }
}

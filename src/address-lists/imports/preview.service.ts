import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { importUnderWay } from '../address-lists.errors';
import { masked } from '../records/masking';
import type { CsvRecord } from '../../../libs/table-reading/csv-reader';
import { HEAD_BYTES, SAMPLE_ROWS, shapeOfFile } from '../../../libs/table-reading/file-shape';
import { isComplete } from './column-mapping';
import { isFinal } from './import-state';
import { ImportRow, ImportsRepository } from './imports.repository';
import { ImportsService } from './imports.service';
import { CheckedRow, isRejected, REJECT_REASONS, RejectReason, RowCheck, RowWarning } from './row-check';

export interface PreviewRow {
  rowNumber: number;
  /** The cells as they stand in the file; hidden from those who neither sent it nor may see addresses. */
  cells: string[];
  record: Omit<CheckedRow, 'warnings'> | null;
  warnings: RowWarning[];
  reason: RejectReason | null;
  reasonZh: string | null;
  reasonEn: string | null;
}

export interface Preview {
  header: string[];
  complete: boolean;
  rows: PreviewRow[];
}

/** What the first rows would come to under the mapping as it is now. Changes nothing in the list. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    private readonly rows: ImportsRepository,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Opens its own transactions: the file's head may come from far away. */
  async preview(viewer: Viewer, id: string): Promise<Preview> {
    const row = await this.database.asViewer(viewer, async () => {
      const found = await this.imports.get(id);
      if (isFinal(found.state)) throw importUnderWay();
      await this.rows.markPreviewed(id);
      return found;
    });
    const sample = await this.sampleOf(row);
    const check = new RowCheck(row.header, row.mapping);
    const open = row.createdBy === viewer.userId || viewer.permissions.includes('addresses:read');
    return {
      header: row.header,
      complete: isComplete(row.mapping),
      rows: sample.map((record) => previewRow(record, check.check(record), open)),
    };
  }

  private async sampleOf(row: ImportRow): Promise<CsvRecord[]> {
    const end = Math.min(HEAD_BYTES, row.bytesTotal) - 1;
    const pieces: Buffer[] = [];
    for await (const piece of (await this.storage.get(row.fileKey, {
      start: 0,
      end,
    })) as AsyncIterable<Buffer>)
      pieces.push(piece);
    const shape = shapeOfFile(Buffer.concat(pieces), row.encoding, row.bytesTotal <= HEAD_BYTES);
    return shape.sample.slice(0, SAMPLE_ROWS);
  }
}

function previewRow(record: CsvRecord, verdict: CheckedRow | RejectReason, open: boolean): PreviewRow {
  const cells = record.broken ? [record.raw] : record.fields;
  const base = { rowNumber: record.rowNumber, cells: open ? cells : cells.map((cell) => cell && '***') };
  if (isRejected(verdict)) {
    const { zh, en } = REJECT_REASONS[verdict];
    return { ...base, record: null, warnings: [], reason: verdict, reasonZh: zh, reasonEn: en };
  }
  const { warnings, ...taken } = verdict;
  const shown = open ? taken : masked(taken);
  return { ...base, record: shown, warnings, reason: null, reasonZh: null, reasonEn: null };
}

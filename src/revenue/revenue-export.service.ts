import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { stringify } from 'csv-stringify/sync';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { RecordEvent } from '../../libs/events/record-event';
import { CampaignsService } from '../campaigns/campaigns.service';
import type { RevenueFilter } from './revenue-filter';
import { csvRow, MONEY_COLUMN, SHEET_COLUMNS, sheetHeader, SheetLanguage, sheetRow } from './revenue-sheet';
import { RevenueLineRow, RevenueRepository } from './revenue.repository';

// Nine hundred files, loaded by the first who wants a workbook: most processes never do.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const excel = () => (require('@protobi/exceljs') as typeof import('@protobi/exceljs')).stream;

const PAGE = 1_000;
const BYTE_ORDER_MARK = '\uFEFF';
const CSV_OPTIONS = { record_delimiter: 'windows' as const };

/** Revenue lines as a file, page by page: no transaction stays open while the reader takes its time. */
@Injectable()
export class RevenueExportService {
  constructor(
    private readonly database: Database,
    private readonly revenue: RevenueRepository,
    private readonly campaigns: CampaignsService,
    private readonly events: EventEmitter2,
  ) {}

  async csv(viewer: Viewer, filter: RevenueFilter, language: SheetLanguage, out: Writable): Promise<void> {
    await this.tell(viewer, filter, 'csv');
    await put(out, BYTE_ORDER_MARK + stringify([sheetHeader(language)], CSV_OPTIONS));
    for await (const lines of this.pages(viewer, filter, language)) {
      await put(
        out,
        stringify(
          lines.map((line) => csvRow(line, language)),
          CSV_OPTIONS,
        ),
      );
    }
    out.end();
  }

  async xlsx(viewer: Viewer, filter: RevenueFilter, language: SheetLanguage, out: Writable): Promise<void> {
    await this.tell(viewer, filter, 'xlsx');
    const workbook = new (excel().xlsx.WorkbookWriter)({
      stream: out,
      useStyles: true,
      useSharedStrings: false,
    });
    const sheet = workbook.addWorksheet(language === 'zh' ? '收入' : 'Revenue', {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.columns = SHEET_COLUMNS.map((column, index) => ({
      header: column[language],
      width: column.width,
      style: index === MONEY_COLUMN ? { numFmt: '#,##0.00' } : {},
    }));
    sheet.getRow(1).font = { bold: true };
    sheet.getRow(1).commit();
    for await (const lines of this.pages(viewer, filter, language)) {
      for (const line of lines) sheet.addRow(sheetRow(line, language)).commit();
      if (out.writableNeedDrain) await drained(out);
    }
    sheet.commit();
    await workbook.commit();
  }

  /** Before the first byte: figures that left the house are known to have left it. */
  private async tell(viewer: Viewer, filter: RevenueFilter, format: string): Promise<void> {
    await this.database.asViewer(viewer, async () => {
      const { total } = await this.revenue.lines(filter, { sort: 'id', limit: 1 });
      const event = new RecordEvent({
        kind: 'revenue.exported',
        branchId: viewer.branchId,
        subject: { type: 'branch', id: viewer.branchId },
        facts: { format, lines: total },
      });
      await this.events.emitAsync(RecordEvent.event, event);
    });
  }

  private async *pages(
    viewer: Viewer,
    filter: RevenueFilter,
    language: SheetLanguage,
  ): AsyncGenerator<RevenueLineRow[]> {
    let cursor: string | undefined;
    do {
      const page = await this.database.asViewer(viewer, () =>
        this.revenue.lines(filter, { sort: 'id', cursor, limit: PAGE }),
      );
      yield page.items.map((line) => ({
        ...line,
        product: this.campaigns.productName(line.product, language),
      }));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

async function put(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await drained(out);
}

/** Waits until the reader has caught up; gives up when it goes away. */
async function drained(out: Writable): Promise<void> {
  const gone = new AbortController();
  const onClose = () => gone.abort(new Error('the reader went away'));
  out.once('close', onClose);
  try {
    if (out.destroyed) throw new Error('the reader went away');
    await once(out, 'drain', { signal: gone.signal });
  } finally {
    out.off('close', onClose);
  }
}

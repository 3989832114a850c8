import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { RecordEvent } from '../../libs/events/record-event';
import { type TableCell, type TableFormat, writeTable } from '../../libs/http/table-file';
import { CampaignsService } from '../campaigns/campaigns.service';
import type { RevenueFilter } from './revenue-filter';
import { sheetColumns, sheetRow, SHEET_TITLE, type SheetLanguage } from './revenue-sheet';
import { RevenueRepository } from './revenue.repository';

const PAGE = 1_000;

/** Revenue lines as a file, page by page: no transaction stays open while the reader takes its time. */
@Injectable()
export class RevenueExportService {
  constructor(
    private readonly database: Database,
    private readonly revenue: RevenueRepository,
    private readonly campaigns: CampaignsService,
    private readonly events: EventEmitter2,
  ) {}

  /** Rejects when the reader goes away. */
  async write(
    viewer: Viewer,
    filter: RevenueFilter,
    { format, language }: { format: TableFormat; language: SheetLanguage },
    out: Writable,
  ): Promise<void> {
    await this.tell(viewer, filter, format);
    const table = {
      title: SHEET_TITLE[language],
      columns: sheetColumns(language),
      rows: this.rows(viewer, filter, language),
    };
    await writeTable(format, table, out);
  }

  /** Before the first byte: figures that left the house are known to have left it, and how many. */
  private async tell(viewer: Viewer, filter: RevenueFilter, format: TableFormat): Promise<void> {
    await this.database.asViewer(viewer, async () => {
      const event = new RecordEvent({
        kind: 'revenue.exported',
        branchId: viewer.branchId,
        subject: { type: 'branch', id: viewer.branchId },
        facts: { format, lines: await this.revenue.count(filter) },
      });
      await this.events.emitAsync(RecordEvent.event, event);
    });
  }

  private async *rows(
    viewer: Viewer,
    filter: RevenueFilter,
    language: SheetLanguage,
  ): AsyncGenerator<TableCell[][]> {
    let cursor: string | undefined;
    do {
      const page = await this.database.asViewer(viewer, () =>
        this.revenue.lines(filter, { sort: 'id', cursor, limit: PAGE }),
      );
      yield page.items.map((line) =>
        sheetRow({ ...line, product: this.campaigns.productName(line.product, language) }, language),
      );
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

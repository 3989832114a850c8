import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { type TableCell, writeTable } from '../../../libs/http/table-file';
import type { ListField } from '../../../libs/lists/field-catalogue';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { fieldsOf } from '../../../libs/lists/narrowed-list';
import type { RecordList } from '../../../libs/lists/record-list';
import { type ListOrder, RecordsRepository, type Where, whereOf } from '../records.repository';
import { exportNotAllowed } from '../records.errors';
import { cellReader, sheetColumn, type SheetLanguage } from './list-cells';
import type { ListExportQueryDto } from './list-export.dto';

const PAGE = 1_000;

interface Plan {
  list: RecordList;
  fields: ListField[];
  where: Where;
  order: ListOrder;
}

/** A list as a file: the columns, the filter and the order it is looked at with. */
@Injectable()
export class ListExportService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly records: RecordsRepository,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * Checks who asks and what for, and says so to the audit trail, before the first byte. Then no transaction stays open
   * while the reader takes its time.
   *
   * @returns writes the file
   * @throws AppError `permission.missing`, `not-found`, `filter.…`, `list.unknown-column`, `page.bad-sort`
   */
  async prepare(
    viewer: Viewer,
    name: string,
    query: ListExportQueryDto,
    language: SheetLanguage,
  ): Promise<(out: Writable) => Promise<void>> {
    const plan = await this.database.asViewer(viewer, () => this.plan(name, query));
    return (out) =>
      writeTable(
        query.format,
        {
          title: plan.list.title[language],
          columns: plan.fields.map((field) => sheetColumn(field, language)),
          rows: this.rows(viewer, plan, language),
        },
        out,
      );
  }

  private async plan(name: string, query: ListExportQueryDto): Promise<Plan> {
    const list = this.lists.get(name);
    const { branchId, permissions } = this.database.viewer;
    if (!list.exportPermission || !permissions.includes(list.exportPermission)) throw exportNotAllowed();
    const catalogue = await this.lists.catalogueOf(list);
    const fields = query.columns ? fieldsOf(catalogue, query.columns.split(',')) : [...catalogue.fields];
    const where = whereOf(list, catalogue, query);
    const order = { catalogue, sort: query.sort ?? list.defaultSort };
    // Reads one row: a sort that is wrong is said now, and nothing has been sent yet.
    await this.records.cells(list, where, [], { ...order, limit: 1 });
    const facts = {
      list: list.name,
      format: query.format,
      columns: fields.length,
      filtered: query.filter !== undefined,
    };
    const subject = { type: 'branch', id: branchId };
    const event = new RecordEvent({ kind: 'export.created', branchId, subject, facts });
    await this.events.emitAsync(RecordEvent.event, event);
    return { list, fields, where, order };
  }

  private async *rows(
    viewer: Viewer,
    { list, fields, where, order }: Plan,
    language: SheetLanguage,
  ): AsyncGenerator<TableCell[][]> {
    const readers = fields.map((field) => cellReader(field, language));
    let cursor: string | undefined;
    do {
      const page = await this.database.asViewer(viewer, () =>
        this.records.cells(list, where, fields, { ...order, limit: PAGE, cursor }),
      );
      yield page.items.map(({ cells }) => cells.map((value, i) => readers[i]!(value)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

import { pipeline } from 'node:stream/promises';
import { Readable, type Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import type { AccountQueryDto } from '../account.dto';
import { AccountsRepository } from '../accounts.repository';
import { CustomFieldsService } from '../custom-fields/custom-fields.service';
import { accountRow, accountsHeader, type SheetLanguage } from './account-sheet';

const PAGE = 1_000;
const BYTE_ORDER_MARK = '\uFEFF';
const CSV_OPTIONS = { record_delimiter: 'windows' as const };

/** The list as a file, page by page: no transaction stays open while the reader takes its time. */
@Injectable()
export class AccountExportService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly customFields: CustomFieldsService,
  ) {}

  /** @throws AppError `account.field-filter` before anything is written */
  async csv(viewer: Viewer, query: AccountQueryDto, language: SheetLanguage, out: Writable): Promise<void> {
    const filter = await this.database.asViewer(viewer, () => this.customFields.filterOf(query.custom));
    await pipeline(Readable.from(this.parts(viewer, query, filter, language)), out);
  }

  private async *parts(
    viewer: Viewer,
    query: AccountQueryDto,
    filter: Awaited<ReturnType<CustomFieldsService['filterOf']>>,
    language: SheetLanguage,
  ): AsyncGenerator<string> {
    const { items } = await this.database.asViewer(viewer, () => this.customFields.all());
    const fields = items.filter(({ archived }) => !archived);
    yield BYTE_ORDER_MARK + stringify([accountsHeader(fields, language)], CSV_OPTIONS);
    let cursor: string | undefined;
    do {
      const page = await this.database.asViewer(viewer, () =>
        this.accounts.wholePage({ ...query, cursor, limit: PAGE }, filter),
      );
      const rows = page.items.map((account) => accountRow(account, fields, language));
      if (rows.length > 0) yield stringify(rows, CSV_OPTIONS);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

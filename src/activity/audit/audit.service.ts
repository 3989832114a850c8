import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { stringify } from 'csv-stringify/sync';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { entryView } from '../entry-view';
import type { AuditFilterDto, AuditQueryDto } from './audit.dto';
import { AuditRepository, type AuditRow } from './audit.repository';
import { sheetHeader, type SheetLanguage, sheetRow } from './audit-sheet';

const EXPORT_PAGE = 1_000;
const BYTE_ORDER_MARK = '\uFEFF';
const CSV_OPTIONS = { record_delimiter: 'windows' as const };

/** The trail as auditors read it: their own branch and everything below. */
@Injectable()
export class AuditService {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditRepository,
    private readonly events: EventEmitter2,
  ) {}

  async page({ cursor, limit, ...filter }: AuditQueryDto) {
    const { items, nextCursor } = await this.entries.page(filter, { cursor, limit });
    return { items: items.map(auditView), nextCursor };
  }

  /** Everything the filter finds, as a file; page by page, so that no transaction waits for the reader. */
  async csv(viewer: Viewer, filter: AuditFilterDto, language: SheetLanguage, out: Writable): Promise<void> {
    await this.database.asViewer(viewer, () => this.tellExported(viewer));
    await pipeline(Readable.from(this.csvParts(viewer, filter, language)), out);
  }

  private async *csvParts(
    viewer: Viewer,
    filter: AuditFilterDto,
    language: SheetLanguage,
  ): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + stringify([sheetHeader(language)], CSV_OPTIONS);
    let cursor: string | undefined;
    do {
      const page = await this.database.asViewer(viewer, () =>
        this.entries.page(filter, { cursor, limit: EXPORT_PAGE }),
      );
      yield stringify(page.items.map(sheetRow), CSV_OPTIONS);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  private async tellExported({ branchId }: Viewer): Promise<void> {
    const subject = { type: 'branch', id: branchId };
    await this.events.emitAsync(
      RecordEvent.event,
      new RecordEvent({ kind: 'audit.exported', branchId, subject }),
    );
  }
}

function auditView(row: AuditRow) {
  const { branchId, branchName, apiKeyId, requestId, seq, hash } = row;
  return {
    ...entryView(row),
    branchId,
    branchName,
    apiKeyId,
    requestId,
    seq,
    hash: hash?.toString('hex') ?? null,
  };
}

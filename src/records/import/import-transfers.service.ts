import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { streamProgress } from '../../../libs/http/progress-stream';
import { readBody } from '../../../libs/http/read-body';
import { TABLE_TYPES, type TableFormat, type TableSource, writeTable } from '../../../libs/http/table-file';
import type { ImportRow } from './import-rows.repository';
import { isAtWork } from './import-states';
import { importView } from './record-import.dto';
import { importFileTooLarge, ROW_FAULTS } from './record-import.errors';
import { type ImportDetails, RecordImportsService } from './record-imports.service';

const LIMIT_MB = 20;
const OWN_COLUMNS = ['行号', '原因', 'Reason'];

interface Template {
  list: string;
  format: TableFormat;
  language: 'zh' | 'en';
}

/** What comes and goes as a file or a stream. */
@Injectable()
export class ImportTransfersService {
  constructor(
    private readonly database: Database,
    private readonly imports: RecordImportsService,
  ) {}

  async receive(viewer: Viewer, list: string, request: Request): Promise<ImportDetails> {
    try {
      const bytes = await readBody(request, LIMIT_MB << 20, () => importFileTooLarge(LIMIT_MB));
      return await this.imports.upload(viewer, list, decoded(request.headers['x-file-name']), bytes);
    } catch (error) {
      // The client hears the answer only if the rest of what it sends is taken in.
      request.resume();
      throw error;
    }
  }

  sendProgress(viewer: Viewer, id: string, response: Response): Promise<void> {
    const look = () => this.database.asViewer(viewer, async () => importView(await this.imports.get(id)));
    return streamProgress(response, look, ({ state }) => !isAtWork(state));
  }

  async sendFaults(viewer: Viewer, id: string, response: Response): Promise<void> {
    const { header, fileName } = await this.database.asViewer(viewer, () => this.imports.get(id));
    const lines = this.lines(viewer, id, header.length);
    const headings = [...OWN_COLUMNS, ...header];
    const name = `${fileName.replace(/\.[^.]*$/, '')}-faults.csv`;
    await send(response, 'csv', { plain: 'faults.csv', name }, tableOf('faults', headings, lines));
  }

  async sendTemplate(
    viewer: Viewer,
    { list, format, language }: Template,
    response: Response,
  ): Promise<void> {
    const columns = await this.database.asViewer(viewer, () => this.imports.columns(list));
    const headings = columns.map(({ label }) => label[language]);
    const rows = (async function* () {
      yield await Promise.resolve([columns.map(({ example }) => example)]);
    })();
    const name = `${list}-import.${format}`;
    await send(response, format, { plain: name, name }, tableOf(list, headings, rows));
  }

  private async *lines(viewer: Viewer, id: string, width: number): AsyncGenerator<(string | number)[][]> {
    for await (const some of this.imports.faultyRows(viewer, id)) yield some.map((row) => lineOf(row, width));
  }
}

function lineOf({ rowNumber, faults, cells }: ImportRow, width: number): (string | number)[] {
  const padded = Array.from({ length: width }, (_, at) => cells[at] ?? '');
  const why = faults.length > 0 ? faults : [ROW_FAULTS.stopped];
  return [rowNumber, why.map(({ zh }) => zh).join(' '), why.map(({ en }) => en).join(' '), ...padded];
}

const tableOf = (title: string, headings: readonly string[], rows: TableSource['rows']): TableSource => ({
  title,
  columns: headings.map((header) => ({ header, kind: 'text' as const })),
  rows,
});

async function send(
  response: Response,
  format: TableFormat,
  { plain, name }: { plain: string; name: string },
  table: TableSource,
): Promise<void> {
  response.setHeader('content-type', TABLE_TYPES[format]);
  response.setHeader('cache-control', 'no-store');
  response.setHeader(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  await writeTable(format, table, response);
}

/** Percent-decoded header text, undefined when there is none or it is not decodable. */
function decoded(header: string | string[] | undefined): string | undefined {
  try {
    return typeof header === 'string' ? decodeURIComponent(header).trim() || undefined : undefined;
  } catch {
    return undefined;
  }
}

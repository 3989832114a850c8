import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { guessColumns, type ImportMapping, mappingFits } from '../../../libs/lists/guess-columns';
import { ListRegistry } from '../../../libs/lists/list-registry';
import type { ImportColumn, RecordImporter } from '../../../libs/lists/record-importer';
import { JobQueue } from '../../../libs/queue/job-queue';
import { readTable } from '../../../libs/table-reading/read-table';
import {
  type ImportRow,
  ImportRowsRepository,
  type RowFilter,
  type StagedRow,
} from './import-rows.repository';
import {
  importFileNameMissing,
  importKeyMissing,
  importMappingUnfit,
  importNotUndoable,
  importState,
  recordImportNotFound,
} from './record-import.errors';
import { recordImportJob } from './record-import.job';
import type { RecordImport } from './record-import.entity';
import { RecordImportsRepository } from './record-imports.repository';

/** Rows one file may have: with more, somebody should look at it in parts. */
const MOST_ROWS = 20_000;
/** Rows that show what stands in a column. */
const SAMPLES = 3;
const LONGEST_NAME = 255;

export interface ImportDetails extends RecordImport {
  columns: readonly ImportColumn[];
  samples: StagedRow[];
}

/** An import's way from the uploaded file to its end; the work itself is the runner's. */
@Injectable()
export class RecordImportsService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly imports: RecordImportsRepository,
    private readonly rows: ImportRowsRepository,
    private readonly queue: JobQueue,
    private readonly events: EventEmitter2,
  ) {}

  /** The columns a file for this list can have. @throws AppError `not-found` */
  columns(list: string): Promise<readonly ImportColumn[]> {
    return this.lists.importer(list).columns();
  }

  /**
   * Reads the file and lays down its rows; the file itself is not kept. Opens its own transactions: none is held while
   * the file is read.
   *
   * @throws AppError `import.…` when the file cannot be read; nothing is kept then
   */
  async upload(
    viewer: Viewer,
    list: string,
    fileName: string | undefined,
    bytes: Buffer,
  ): Promise<ImportDetails> {
    const columns = await this.database.asViewer(viewer, () => this.columns(list));
    const name = shownName(fileName ?? '');
    if (name === '') throw importFileNameMissing();
    const { format, header, rows } = await readTable(bytes, MOST_ROWS);
    return this.database.asViewer(viewer, async () => {
      const id = await this.imports.insert({
        branchId: viewer.branchId,
        createdBy: viewer.userId,
        list,
        fileName: name,
        format,
        header,
        mapping: guessColumns(header, columns),
        rows: rows.length,
        extraPermissions: (this.lists.importer(list).extraPermissions ?? []).filter((permission) =>
          viewer.permissions.includes(permission),
        ),
      });
      await this.rows.stage(id, rows);
      return this.details(id);
    });
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<RecordImport> {
    const made = await this.imports.byId(id);
    if (!made) throw recordImportNotFound();
    return made;
  }

  async details(id: string): Promise<ImportDetails> {
    const made = await this.get(id);
    return { ...made, columns: await this.columns(made.list), samples: await this.rows.first(id, SAMPLES) };
  }

  async recent(list: string) {
    return { items: await this.imports.recent(this.lists.importer(list).list) };
  }

  /** @throws AppError `record-import.mapping`, `record-import.state` */
  async setMapping(id: string, mapping: ImportMapping): Promise<ImportDetails> {
    const { header, list } = await this.get(id);
    if (!mappingFits(mapping, await this.columns(list), header.length)) throw importMappingUnfit();
    if (!(await this.imports.setMapping(id, mapping))) throw importState();
    await this.rows.clearPlans(id);
    return this.details(id);
  }

  /** Starts the dry run: what each row would come to. Nothing is written. */
  async check(id: string): Promise<RecordImport> {
    const { list, mapping } = await this.get(id);
    assertRecognisable(await this.columns(list), mapping);
    return this.start(id, 'checking', { created: 0, changed: 0, unchanged: 0, faulty: 0 });
  }

  /** Carries out what was checked. Asked twice, it is done once. */
  async apply(
    id: string,
    { reason, skipSimilar }: { reason: string; skipSimilar: boolean },
  ): Promise<RecordImport> {
    const made = await this.get(id);
    if (made.state === 'running') return made;
    const told = reason === '' ? `导入 / import ${made.fileName}` : reason;
    const started = await this.start(id, 'running', { reason: told.slice(0, 400), skipSimilar });
    await this.tell('record-import.started', started, { created: made.created, changed: made.changed });
    return started;
  }

  /** Ends the import: nothing was written yet, or what was written by now stays and can be undone. */
  async cancel(id: string): Promise<RecordImport> {
    const made = await this.get(id);
    this.importerOf(made);
    if (await this.imports.stop(id, null)) return this.get(id);
    if (
      !(await this.imports.move(id, 'cancelled', {
        finishedAt: new Date(),
        forgetAt: null,
        leaseUntil: null,
      }))
    )
      throw importState();
    await this.rows.remove(id, false);
    return this.get(id);
  }

  /**
   * Takes back what the import did: new records that nobody has touched, old values where they still are what it set.
   *
   * @throws AppError `record-import.not-undoable`
   */
  async undo(id: string): Promise<RecordImport> {
    const made = await this.get(id);
    this.importerOf(made);
    if (made.state === 'undoing') return made;
    const open = made.undoUntil !== null && made.undoUntil > new Date();
    if (!open || !['done', 'stopped'].includes(made.state)) throw importNotUndoable();
    const started = await this.start(id, 'undoing', { finishedAt: null });
    await this.tell('record-import.undone', started, { records: made.applied });
    return started;
  }

  /** Rows of one kind, or all, by their numbers. */
  async rowsOf(id: string, kind: RowFilter | null, after: number, limit: number) {
    const { list } = await this.get(id);
    const masked = new Set((await this.columns(list)).filter((one) => one.masked).map(({ name }) => name));
    const rows = await this.rows.page(id, kind, after, limit + 1);
    const more = rows.length > limit;
    const items = rows.slice(0, limit).map((row) => withMasks(row, masked));
    return { items, next: more ? items[limit - 1]!.rowNumber : null };
  }

  /** Rows for the file of faults, some at a time; each step in a transaction of its own. */
  async *faultyRows(viewer: Viewer, id: string): AsyncGenerator<ImportRow[]> {
    for (let after = 0; ;) {
      const some = await this.database.asViewer(viewer, () => this.rows.faulty(id, after, 1_000));
      if (some.length === 0) return;
      yield some;
      after = some.at(-1)!.rowNumber;
    }
  }

  private async start(
    id: string,
    to: 'checking' | 'running' | 'undoing',
    change: Partial<RecordImport>,
  ): Promise<RecordImport> {
    this.importerOf(await this.get(id));
    const begun = { ...change, startedAt: new Date(), claims: 0, leaseUntil: null };
    if (!(await this.imports.move(id, to, begun))) throw importState();
    this.database.afterCommit(() => this.queue.add(recordImportJob, { recordImportId: id }));
    return this.get(id);
  }

  /** @throws AppError `not-found` when the viewer may import nothing there any more */
  private importerOf({ list }: RecordImport): RecordImporter {
    return this.lists.importer(list);
  }

  private async tell(kind: string, { id, branchId, list }: RecordImport, counts: Record<string, number>) {
    const subject = { type: 'record-import', id };
    const event = new RecordEvent({ kind, branchId, subject, facts: { list, ...counts } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

/** What is masked elsewhere is not told by a file that names the person. */
function withMasks(row: ImportRow, masked: ReadonlySet<string>): ImportRow {
  const hide = (value: unknown) => (value === null || value === '' ? value : '****');
  const changes = row.changes.map((change) =>
    masked.has(change.field) ? { ...change, before: hide(change.before) } : change,
  );
  return { ...row, changes };
}

/** One of the columns by which records are recognised has to be there. */
function assertRecognisable(columns: readonly ImportColumn[], mapping: ImportMapping): void {
  const keys = columns.filter(({ key }) => key);
  if (keys.some(({ name }) => name in mapping)) return;
  const zh = keys.map(({ label }) => `“${label.zh}”`).join('或');
  throw importKeyMissing({ zh, en: keys.map(({ label }) => `"${label.en}"`).join(' or ') });
}

/** The last part of a name, without what could leave its place in a path, a header or a log line. */
const shownName = (fileName: string): string => {
  const clean = fileName.replace(/[\p{C}/\\"]+/gu, ' ').trim();
  return [...clean].slice(-LONGEST_NAME).join('');
};

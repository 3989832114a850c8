import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { ListRegistry } from '../../../libs/lists/list-registry';
import type { PlannedRow, RecordImporter, UndoneRow } from '../../../libs/lists/record-importer';
import { holding, LeaseLostError } from '../../../libs/queue/lease';
import type { Permission } from '../../identity/permissions';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { type ImportRow, ImportRowsRepository, type RowOutcome } from './import-rows.repository';
import type { ImportOutcome, RecordImportState } from './import-states';
import { ROW_FAULTS } from './record-import.errors';
import type { RecordImport } from './record-import.entity';
import { type ImportClaim, RecordImportsRepository } from './record-imports.repository';
import { brokenRow, onceEach, rowValues } from './row-values';

/** Rows of one transaction: short enough that nobody waits long for one of the records. */
const CHUNK = 500;
const MOST_CHUNKS = 1_000;
const STATEMENT_TIMEOUT_MS = 120_000;
/** An import that was taken up so often kills its workers: it is given up. */
const MOST_CLAIMS = 25;
const UNDO_REASON = '撤销导入 / import undone';

type Step = (claim: ImportClaim, made: RecordImport, importer: RecordImporter) => Promise<boolean>;

/**
 * Checks, carries out and undoes imports, some rows at a time. What became of a row is committed together with what it
 * did, so that whoever goes on after a crash does nothing twice.
 */
@Injectable()
export class RecordImportRunner {
  private readonly logger = new Logger(RecordImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly imports: RecordImportsRepository,
    private readonly rows: ImportRowsRepository,
    private readonly viewers: ViewersService,
  ) {}

  async due(limit: number): Promise<{ due: string[]; forgettable: string[] }> {
    const due = await this.imports.due(limit);
    return { due, forgettable: await this.imports.forgettable(limit) };
  }

  /** Goes on with the import until nothing is left to do. @throws what should be tried again */
  async run(id: string, signal: AbortSignal): Promise<void> {
    const found = await this.ownerOf(id);
    if (!found) return;
    const { viewer, importer } = found;
    const claim = await this.database.asViewer(viewer, () => this.imports.claim(id));
    if (!claim) return;
    const renew = () => this.database.asViewer(viewer, () => this.imports.renew(claim, claim.state));
    try {
      await holding({ renew, signal }, (held) => this.chunks(claim, viewer, importer, held.signal));
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      await this.release(claim, viewer);
      throw error;
    }
  }

  /** Lets go of what is kept of an import's rows, once it has been kept long enough. */
  async forget(id: string): Promise<void> {
    const found = await this.ownerOf(id);
    if (!found) return;
    await this.database.asViewer(found.viewer, async () => {
      const made = await this.imports.byId(id);
      if (!made?.forgetAt || made.forgetAt > new Date()) return;
      const undoable =
        ['done', 'stopped'].includes(made.state) && made.undoUntil !== null && made.undoUntil > new Date();
      await this.imports.move(id, 'cancelled', { finishedAt: new Date() });
      await this.rows.remove(id, undoable);
      await this.imports.forgotten(id, undoable);
    });
  }

  private async ownerOf(id: string): Promise<{ viewer: Viewer; importer: RecordImporter } | undefined> {
    const owner = await this.database.asSystem(() => this.imports.ownerOf(id));
    if (!owner) return undefined;
    const importer = this.lists.namedImporter(owner.list);
    const needed = [...importer.permissions, ...owner.extraPermissions] as Permission[];
    return { viewer: await this.viewers.ofJob(owner.branchId, owner.createdBy, needed), importer };
  }

  private async chunks(
    claim: ImportClaim & { state: RecordImportState },
    viewer: Viewer,
    importer: RecordImporter,
    signal: AbortSignal,
  ): Promise<void> {
    const step = this.stepOf(claim.state);
    const chunk = () =>
      this.database.asViewer(
        viewer,
        async () => {
          const made = await this.imports.byId(claim.id);
          if (made?.state !== claim.state || made.fence !== claim.fence) throw new LeaseLostError();
          // An undo is never given up: what is half given back would stay so.
          const hopeless = made.claims > MOST_CLAIMS && made.state !== 'undoing';
          return hopeless ? this.giveUp(made) : step(claim, made, importer);
        },
        { statementTimeoutMs: STATEMENT_TIMEOUT_MS },
      );
    for (let at = 0; at < MOST_CHUNKS; at += 1) {
      signal.throwIfAborted();
      if (!(await chunk())) return;
    }
  }

  private stepOf(state: RecordImportState): Step {
    if (state === 'checking') return (...given) => this.checkSome(...given);
    if (state === 'running') return (...given) => this.applySome(...given);
    return (...given) => this.undoSome(...given);
  }

  /** @returns false when nothing was left to do, as the other steps do */
  private async checkSome(
    claim: ImportClaim,
    made: RecordImport,
    importer: RecordImporter,
  ): Promise<boolean> {
    const rows = await this.rows.unchecked(claim.id, CHUNK);
    if (rows.length === 0) return this.ended(await this.imports.finishCheck(claim));
    const readable = rows.filter(({ broken }) => !broken).map((row) => rowValues(row, made.mapping));
    const broken = rows.filter((row) => row.broken).map(({ rowNumber }) => brokenRow(rowNumber));
    const planned = (await importer.plan(readable)).toSorted((a, b) => a.rowNumber - b.rowNumber);
    const taken = await this.rows.takenKeys(
      claim.id,
      planned.flatMap(({ keys }) => keys),
    );
    const checked = [...onceEach(planned, taken), ...broken];
    await this.rows.setPlanned(claim.id, checked);
    const verdicts = checked.map(({ verdict }) => verdict);
    if (!(await this.imports.countChecked(claim, verdicts))) throw new LeaseLostError();
    return true;
  }

  private async applySome(
    claim: ImportClaim,
    made: RecordImport,
    importer: RecordImporter,
  ): Promise<boolean> {
    const rows = await this.rows.waiting(claim.id, CHUNK);
    if (rows.length === 0) return this.ended(await this.imports.finish(claim, 'running'));
    const left = rows.filter(({ similar }) => made.skipSimilar && similar.length > 0);
    const meant = rows.filter((row) => !left.includes(row));
    // Looked at once more in the transaction that does it: nothing is done that nobody has seen.
    const again = await importer.plan(meant.map((row) => rowValues(row, made.mapping)));
    const same = again.filter((plan) => isAsSeen(plan, meant));
    const done = same.length > 0 ? await importer.apply(same, made.reason) : [];
    const doneRows = new Set(done.map(({ rowNumber }) => rowNumber));
    const refused = meant.filter(({ rowNumber }) => !doneRows.has(rowNumber));
    const outcomes: RowOutcome[] = [
      ...done.map((one) => ({ ...one, outcome: 'applied' as const })),
      ...left.map(({ rowNumber }) => ({
        rowNumber,
        outcome: 'skipped' as const,
        faults: [ROW_FAULTS.similar],
      })),
      ...refused.map(({ rowNumber }) => ({
        rowNumber,
        outcome: 'refused' as const,
        faults: [ROW_FAULTS.since],
      })),
    ];
    await this.settle(claim, 'running', outcomes);
    return true;
  }

  private async undoSome(
    claim: ImportClaim,
    _made: RecordImport,
    importer: RecordImporter,
  ): Promise<boolean> {
    const rows = await this.rows.applied(claim.id, CHUNK);
    if (rows.length === 0) return this.ended(await this.imports.finish(claim, 'undoing'));
    const outcomes = await importer.undo(rows.map(undone), UNDO_REASON);
    await this.settle(
      claim,
      'undoing',
      rows.map(({ rowNumber }) => ({ rowNumber, outcome: outcomes.get(rowNumber) ?? 'kept' })),
    );
    return true;
  }

  private async settle(
    claim: ImportClaim,
    state: RecordImportState,
    outcomes: readonly RowOutcome[],
  ): Promise<void> {
    await this.rows.setOutcomes(claim.id, outcomes);
    const counts: Partial<Record<ImportOutcome, number>> = {};
    for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
    await this.count(claim, state, counts);
  }

  /** Last in its transaction, so that the import's row is held for a moment only. */
  private async count(
    claim: ImportClaim,
    state: RecordImportState,
    counts: Partial<Record<ImportOutcome, number>>,
  ): Promise<void> {
    if (!(await this.imports.count(claim, state, counts))) throw new LeaseLostError();
  }

  private ended(held: boolean): false {
    if (!held) throw new LeaseLostError();
    return false;
  }

  private async giveUp({ id, state }: RecordImport): Promise<boolean> {
    const errorCode = 'record-import.interrupted';
    if (state === 'checking') {
      await this.imports.move(id, 'failed', { errorCode, finishedAt: new Date() });
      await this.rows.remove(id, false);
    } else await this.imports.stop(id, errorCode);
    return false;
  }

  private async release(claim: ImportClaim, viewer: Viewer): Promise<void> {
    try {
      await this.database.asViewer(viewer, () => this.imports.release(claim));
    } catch (failure) {
      // The lease runs out by itself; the error that matters is the first.
      this.logger.warn(`import ${claim.id}: not released, ${(failure as Error).name}`);
    }
  }
}

function isAsSeen(plan: PlannedRow, rows: readonly ImportRow[]): boolean {
  const seen = rows.find(({ rowNumber }) => rowNumber === plan.rowNumber);
  return (
    seen?.verdict === plan.verdict &&
    seen.recordId === plan.recordId &&
    isDeepStrictEqual(seen.changes, JSON.parse(JSON.stringify(plan.changes)))
  );
}

const undone = ({ rowNumber, recordId, version, verdict, changes }: ImportRow): UndoneRow => ({
  rowNumber,
  recordId: recordId!,
  version: version!,
  verdict: verdict === 'created' ? 'created' : 'changed',
  changes,
});

import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AccountsService } from '../accounts/accounts.service';
import { AddressListsService } from '../address-lists/address-lists.service';
import type { ColumnMapping, RecordField } from '../address-lists/imports/column-mapping';
import type { ImportOutcome } from '../address-lists/imports/import-progress';
import { ImportsService } from '../address-lists/imports/imports.service';
import type { BatchRow } from '../mailings/batches/batches.repository';
import { BatchesService } from '../mailings/batches/batches.service';
import { DesignsService } from '../mailings/designs/designs.service';
import { DispatchesService } from '../mailings/dispatch/dispatches.service';
import { PrintingService } from '../mailings/printing/printing.service';
import { type MailArguments, makeOutFolder, UsageError } from './mail-arguments';
import { faultSentence, type Goal, MAIL_WORDS, type MailWords } from './mail-words';

const STEP_LIMIT_MS = 60 * 60_000;
const LOOK_EVERY_MS = 150;

/** A step ended where it should not have: what happened and what to do, with the stable code. */
class StepFailedError extends Error {}

/** The main job from a file to the post, through the services the web uses, one transaction a step. */
export class MailRun {
  private readonly database: Database;
  private readonly batches: BatchesService;
  private readonly words: MailWords;

  /** @param say tells the person at the terminal how far it is */
  constructor(
    private readonly app: INestApplicationContext,
    private readonly viewer: Viewer,
    private readonly args: MailArguments,
    private readonly say: (line: string) => void,
  ) {
    this.words = MAIL_WORDS[args.lang];
    this.database = app.get(Database);
    this.batches = app.get(BatchesService, { strict: false });
  }

  async run(signal: AbortSignal): Promise<{ imported: ImportOutcome; batch: BatchRow; folder: string }> {
    // The design first: a misspelt name shows before a million rows are read.
    const { listId, designId } = await this.as(() => this.makeList());
    const imported = await this.import(listId, signal);
    const batch = await this.as(() => this.batches.create({ listId, designId }));
    await this.step(signal, batch, 'frozen', () => this.batches.freeze(batch.id));
    await this.as(() => this.batches.approveOnConsole(batch.id));
    await this.step(signal, batch, 'closed', () => this.get(PrintingService).print(batch.id));
    makeOutFolder(this.args.out);
    await this.step(signal, batch, 'dispatched', () =>
      this.get(DispatchesService).dispatch(batch.id, this.args.out),
    );
    const done = await this.as(() => this.batches.get(batch.id));
    return { imported, batch: done, folder: join(this.args.out, done.code) };
  }

  private async makeList(): Promise<{ listId: string; designId: string }> {
    const account = this.args.account ? await this.account(this.args.account) : null;
    const branchId = account?.branchId ?? this.viewer.branchId;
    const designId = await this.get(DesignsService).byNameOrStarter(this.args.design, branchId);
    const { id } = await this.get(AddressListsService).createList({
      branchId,
      accountId: account?.id ?? null,
      name: basename(this.args.list).slice(0, 100),
      source: 'npm run mail',
      purpose: this.args.design,
      legalBasis: this.args.basis,
      basisObtainedOn: new Date().toISOString().slice(0, 10),
    });
    return { listId: id, designId };
  }

  private async account(code: string) {
    const found = await this.get(AccountsService).findByCode(code);
    if (found.length === 1) return found[0]!;
    throw new UsageError(
      found.length === 0
        ? `没有代码为 ${code} 的大客户 / There is no key account with the code ${code}.`
        : `有多个大客户代码为 ${code} / Several key accounts have the code ${code}.`,
    );
  }

  private async import(listId: string, signal: AbortSignal): Promise<ImportOutcome> {
    let next = 0;
    const imported = await this.get(AddressListsService)
      .importFile(this.viewer, {
        listId,
        filePath: this.args.list,
        mapping: (header, guess) => withHeadings(guess, header, this.args.map),
        signal,
        onProgress: ({ rows }) => {
          if (rows < next) return;
          this.say(`${this.words.importing} ${rows}`);
          next = rows + 50_000;
        },
      })
      .catch(async (error: unknown) => {
        await this.as(() => this.putAway(listId));
        throw error;
      });
    this.say(`${this.words.imported} ${imported.accepted}`);
    if (imported.rejectsFileKey) await this.saveRejects(imported.importId);
    return imported;
  }

  /** A list whose file was refused is empty: nobody should be offered it for a campaign. */
  private async putAway(listId: string): Promise<void> {
    const lists = this.get(AddressListsService);
    const { version } = await lists.get(listId);
    await lists.update(listId, { state: 'archived', version });
  }

  private async saveRejects(importId: string): Promise<void> {
    const { body, fileName } = await this.get(ImportsService).rejects(this.viewer, importId);
    makeOutFolder(this.args.out);
    await pipeline(body, createWriteStream(join(this.args.out, fileName), { mode: 0o600 }));
  }

  /** Asks for a step and watches the batch until it is where the step leads, or will not get there by itself. */
  private async step(
    signal: AbortSignal,
    { id, code }: Pick<BatchRow, 'id' | 'code'>,
    goal: Goal,
    ask: () => Promise<unknown>,
  ): Promise<void> {
    await this.as(ask);
    const failed = (fault: string) => new StepFailedError(faultSentence(this.words, code, fault));
    const end = Date.now() + STEP_LIMIT_MS;
    let told = -1;
    while (Date.now() < end) {
      signal.throwIfAborted();
      const progress = await this.as(() => this.batches.progress(id));
      if (progress.state === goal) return this.say(`${this.words.reached[goal]} ${progress.planned}`);
      if (progress.chunksGivenUp > 0) throw failed('chunk.given-up');
      if (progress.errorCode) throw failed(progress.errorCode);
      if (progress.state === 'printing' && progress.chunksDone >= told + 10) {
        this.say(`${this.words.printing} ${progress.printed} / ${progress.planned - progress.suppressed}`);
        told = progress.chunksDone;
      }
      await pause(LOOK_EVERY_MS);
    }
    throw failed('step.timeout');
  }

  private as<T>(work: () => Promise<T>): Promise<T> {
    return this.database.asViewer(this.viewer, work);
  }

  private get<T>(service: new (...args: never[]) => T): T {
    return this.app.get<T>(service as never, { strict: false });
  }
}

/** The guessed mapping with the headings the user named in its place. */
function withHeadings(
  guess: ColumnMapping,
  header: readonly string[],
  map: Partial<Record<RecordField, string>>,
): ColumnMapping {
  const fields = { ...guess.fields };
  for (const [field, heading] of Object.entries(map) as [RecordField, string][]) {
    const column = header.indexOf(heading);
    if (column < 0) {
      throw new UsageError(
        `文件中没有“${heading}”列 / The file has no column "${heading}": ${header.join(', ')}`,
      );
    }
    for (const other of Object.keys(fields) as RecordField[])
      if (fields[other] === column) delete fields[other];
    fields[field] = column;
  }
  if (fields.address === undefined || (fields.name === undefined && fields.company === undefined)) {
    throw new UsageError(
      `看不出哪一列是地址，或哪一列是姓名、单位；请用 --map address=列名,name=列名 指定（或 company=列名），一列只能用一次 / Which column holds the address, or the name or the firm, cannot be told. Say it with --map address=HEADING,name=HEADING (or company=HEADING), each column once: ${header.join(', ')}`,
    );
  }
  const used = new Set(Object.values(fields));
  const before = Object.values(guess.fields);
  return { fields, extra: [...before, ...guess.extra].filter((column) => !used.has(column)).slice(0, 20) };
}

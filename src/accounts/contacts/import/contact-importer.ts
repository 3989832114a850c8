import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import {
  type ImportColumn,
  type ImportedRecord,
  type ImportedRow,
  type PlannedRow,
  type RecordImporter,
  RecordImporterSource,
  type UndoneRow,
  type UndoOutcome,
} from '../../../../libs/lists/record-importer';
import { BranchesService } from '../../../identity/branches/branches.service';
import {
  type ContactCandidate,
  ContactDuplicatesService,
  type ContactIdentity,
} from '../../duplicates/contact-duplicates.service';
import { branchReach } from '../../import/branch-reach';
import { ContactNews, contactChanges, positionChanges } from '../contact-news';
import { type ContactRow, ContactsRepository } from '../contacts.repository';
import { PositionsRepository } from '../positions.repository';
import { CONTACT_COLUMNS } from './contact-columns';
import { ContactImportRepository, type NewPosition } from './contact-import.repository';
import { ContactImportUndo } from './contact-import-undo';
import { type ContactPlan, type ContactSurroundings, planContact } from './contact-planner';
import { contactRow, type ContactRowInput } from './contact-row';

/** Contacts taken in from a file, by the rules of their form. */
@Injectable()
@RecordImporterSource()
export class ContactImporter implements RecordImporter {
  readonly list = 'contacts';
  readonly title = { zh: '联系人', en: 'Contacts' };
  readonly permissions = ['accounts:read', 'accounts:write'];

  constructor(
    private readonly database: Database,
    private readonly imports: ContactImportRepository,
    private readonly contacts: ContactsRepository,
    private readonly positions: PositionsRepository,
    private readonly branches: BranchesService,
    private readonly duplicates: ContactDuplicatesService,
    private readonly undoing: ContactImportUndo,
    private readonly news: ContactNews,
  ) {}

  columns(): Promise<readonly ImportColumn[]> {
    return Promise.resolve(CONTACT_COLUMNS);
  }

  async plan(rows: readonly ImportedRow[]): Promise<ContactPlan[]> {
    const read = rows.map(contactRow);
    const around = await this.around(read);
    return this.withLookalikes(read.map((row) => planContact(row, around)));
  }

  async apply(planned: readonly ContactPlan[], reason: string): Promise<ImportedRecord[]> {
    const fresh = planned.filter(({ verdict }) => verdict === 'created');
    const ids = await this.imports.insert(fresh.map(({ save }) => save));
    const created = fresh.map(({ rowNumber }, at) => ({ rowNumber, recordId: ids[at]!, version: 1 }));
    const changed: ImportedRecord[] = [];
    for (const plan of planned) if (plan.verdict === 'changed') changed.push(await this.change(plan));
    const done = [...created, ...changed];
    await this.join(planned, done);
    await this.tell(planned, done, reason);
    return done;
  }

  undo(rows: readonly UndoneRow[], reason: string): Promise<Map<number, UndoOutcome>> {
    return this.undoing.undo(rows, reason);
  }

  private async around(rows: readonly ContactRowInput[]): Promise<ContactSurroundings> {
    const { branchId: ownBranchId, branchIds } = this.database.viewer;
    const names = rows.flatMap(({ contact }) => contact.name ?? []);
    const contacts = await this.contacts.some(await this.imports.named(names));
    const firms = await this.imports.firms(rows.flatMap(({ account }) => account ?? []));
    const branches = branchReach((await this.branches.list()).items, branchIds);
    return { ownBranchId, branches, branchIds, firms, contacts };
  }

  /** New contacts who look like one that is there, by what a save compares too. */
  private async withLookalikes(plans: readonly ContactPlan[]): Promise<ContactPlan[]> {
    const fresh = plans.filter(({ verdict }) => verdict === 'created');
    const found = await this.duplicates.candidatesOfEach(fresh.map(identityOf));
    const similar = new Map(fresh.map((plan, at) => [plan, likely(found[at]!)]));
    return plans.map((plan) => ({ ...plan, similar: similar.get(plan) ?? [] }));
  }

  private async change({ rowNumber, recordId, save }: ContactPlan): Promise<ImportedRecord> {
    const before: ContactRow = (await this.contacts.byId(recordId!))!;
    const differs = contactChanges(before, save).length > 0;
    if (differs) await this.contacts.update(before.id, before.version, save);
    return { rowNumber, recordId: before.id, version: before.version + (differs ? 1 : 0) };
  }

  /** Positions at accounts: new ones in one go, those there are one by one. */
  private async join(planned: readonly ContactPlan[], done: readonly ImportedRecord[]): Promise<void> {
    const ids = new Map(done.map(({ rowNumber, recordId }) => [rowNumber, recordId]));
    const added: NewPosition[] = [];
    for (const { rowNumber, position, accountId } of planned) {
      if (!position || accountId === null) continue;
      const { existing, save } = position;
      if (!existing) added.push({ ...save, contactId: ids.get(rowNumber)!, accountId });
      else if (positionChanges(existing, save).length > 0)
        await this.positions.update(existing.id, existing.version, save);
    }
    await this.imports.insertPositions(added);
  }

  /** Without anything that reaches or describes the person, as every history of contacts. */
  private async tell(planned: readonly ContactPlan[], done: readonly ImportedRecord[], reason: string) {
    const plans = new Map(planned.map((plan) => [plan.rowNumber, plan]));
    await Promise.all(
      done.map(({ rowNumber, recordId }) => {
        const { verdict, branchId, accountId, changes } = plans.get(rowNumber)!;
        const fields = changes.map(({ field }) => ({ field: field.split('@')[0]!, from: null, to: null }));
        return this.news.tell(
          verdict === 'created' ? 'created' : 'changed',
          { id: recordId, branchId },
          accountId === null ? [] : [accountId],
          { reason, oneOfMany: true, ...(verdict === 'changed' && { changes: fields }) },
        );
      }),
    );
  }
}

const identityOf = ({ save, accountId }: ContactPlan): ContactIdentity => ({
  name: save.name!,
  mobile: save.mobile ?? null,
  phone: save.phone ?? null,
  email: save.email ?? null,
  wechat: save.wechat ?? null,
  accountIds: accountId === null ? [] : [accountId],
});

const likely = (candidates: readonly ContactCandidate[]): PlannedRow['similar'] =>
  candidates
    .filter((candidate) => candidate.likely)
    .map(({ id, name, accountNames: [firm] }) => ({ id, label: firm ? `${name} (${firm})` : name }));

import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { ImportChange, UndoneRow, UndoOutcome } from '../../../../libs/lists/record-importer';
import { ContactNews } from '../contact-news';
import { type ContactChange, type ContactRow, ContactsRepository } from '../contacts.repository';
import { type PositionChange, PositionsRepository } from '../positions.repository';
import { ContactImportRepository } from './contact-import.repository';

/** Takes back what an import did to contacts, where nobody has touched them since. */
@Injectable()
export class ContactImportUndo {
  constructor(
    private readonly database: Database,
    private readonly imports: ContactImportRepository,
    private readonly contacts: ContactsRepository,
    private readonly positions: PositionsRepository,
    private readonly news: ContactNews,
  ) {}

  async undo(rows: readonly UndoneRow[], reason: string): Promise<Map<number, UndoOutcome>> {
    const { branchIds } = this.database.viewer;
    const now = await this.contacts.some(rows.map(({ recordId }) => recordId));
    const current = new Map(now.map((contact) => [contact.id, contact]));
    const outcomes = new Map<number, UndoOutcome>();
    const added: [UndoneRow, ContactRow][] = [];
    for (const row of rows) {
      const contact = current.get(row.recordId);
      const open = contact !== undefined && branchIds.includes(contact.branchId);
      if (open && row.verdict === 'changed')
        outcomes.set(row.rowNumber, await this.restore(contact, row.changes, reason));
      else if (open && contact.version === row.version) added.push([row, contact]);
      else outcomes.set(row.rowNumber, 'kept');
    }
    for (const [rowNumber, outcome] of await this.takeAway(added, reason)) outcomes.set(rowNumber, outcome);
    return outcomes;
  }

  /** Gives back those values that are still what the import set, of the person and of the position. */
  private async restore(
    contact: ContactRow,
    changes: readonly ImportChange[],
    reason: string,
  ): Promise<UndoOutcome> {
    const own = changes.filter(({ field }) => !field.includes('@'));
    const back = own.filter(({ field, after }) =>
      isDeepStrictEqual(contact[field as keyof ContactRow] ?? null, after),
    );
    // The parts of a birthday stand or fall together.
    const broken = back.filter(isBirthday).length < own.filter(isBirthday).length;
    const given = broken ? back.filter((change) => !isBirthday(change)) : back;
    const save: ContactChange = Object.fromEntries(given.map(({ field, before }) => [field, before]));
    // Without its basis what rests on it could not stay.
    const kept = { ...contact, ...save };
    const lawful = Boolean(kept.lawfulBasis) || (kept.birthdayMonth === null && kept.preferences === '');
    if (!lawful) delete save.lawfulBasis;
    const restored = Object.keys(save);
    if (restored.length > 0) await this.contacts.update(contact.id, contact.version, save);
    for (const change of changes.filter(({ field }) => field.includes('@'))) {
      if (await this.restorePosition(contact, change)) restored.push(change.field.split('@')[0]!);
    }
    if (restored.length === 0) return 'kept';
    const fields = restored.map((field) => ({ field, from: null, to: null }));
    await this.news.tell('changed', contact, [], { reason, oneOfMany: true, changes: fields });
    return 'restored';
  }

  private async restorePosition(
    { positions }: ContactRow,
    { field, before, after }: ImportChange,
  ): Promise<boolean> {
    const [what, accountId] = field.split('@') as [string, string];
    // Read again: an earlier change of the same row has counted its version up.
    const seen = positions.find((one) => one.accountId === accountId);
    const position = seen && (await this.positions.byId(seen.id));
    if (!position) return false;
    if (what === 'position') {
      if (position.version > 1 || seen.coveredBy.length > 0) return false;
      await this.positions.remove(position.id);
      return true;
    }
    if (!isDeepStrictEqual(position[what as keyof PositionChange], after)) return false;
    await this.positions.update(position.id, position.version, { [what]: before } as PositionChange);
    return true;
  }

  private async takeAway(added: readonly [UndoneRow, ContactRow][], reason: string) {
    const outcomes = new Map<number, UndoOutcome>();
    const bare = new Set(await this.imports.bare(added.map(([{ recordId }]) => recordId)));
    const removable = added.flatMap(([{ recordId }]) => (bare.has(recordId) ? recordId : []));
    // All at once, and where something refers to one of them each by itself.
    const together = removable.length > 0 && (await this.imports.remove(removable));
    for (const [{ rowNumber, recordId }, contact] of added) {
      const gone = bare.has(recordId) && (together || (await this.imports.remove([recordId])));
      if (!gone) await this.contacts.update(contact.id, contact.version, { active: false });
      outcomes.set(rowNumber, gone ? 'removed' : 'archived');
    }
    await Promise.all(
      added.map(([{ rowNumber }, contact]) => {
        const gone = outcomes.get(rowNumber) === 'removed';
        const accounts = contact.positions.map(({ accountId }) => accountId);
        const changes = gone ? [] : [{ field: 'active', from: true, to: false }];
        return this.news.tell(gone ? 'removed' : 'changed', contact, accounts, {
          reason,
          oneOfMany: true,
          changes,
        });
      }),
    );
    return outcomes;
  }
}

const isBirthday = ({ field }: ImportChange): boolean => field.startsWith('birthday');

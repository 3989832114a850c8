import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Sentence } from '../../../libs/http/app-error';
import { changedCell } from '../../../libs/lists/record-change';
import type {
  CellValue,
  ChangedRecord,
  PlannedChange,
  RecordChange,
  RecordEditor,
} from '../../../libs/lists/record-list';
import { UpdateContactDto } from './contact.dto';
import { lacksBasis } from './contact-basis';
import { ContactNews, contactChanges } from './contact-news';
import { basisMissing, contactOfOtherBranch } from './contacts.errors';
import { type ContactRow, ContactsRepository } from './contacts.repository';

const UNFIT: Sentence = { zh: '此联系人不能有这个值。', en: 'This contact cannot have this value.' };

const SHAPE = UpdateContactDto.schema.shape;
type EditedField = 'active' | 'lawfulBasis';

/** Contacts changed many at a time, by the same rules as one by one. Numbers and notes are a person's own, never many's. */
@Injectable()
export class ContactEditor implements RecordEditor {
  readonly permission = 'accounts:write';

  constructor(
    private readonly database: Database,
    private readonly contacts: ContactsRepository,
    private readonly news: ContactNews,
  ) {}

  // Nothing a contact is set to here refers to another record that might not be there.
  check(): Promise<void> {
    return Promise.resolve();
  }

  async plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]> {
    const field = change.field as EditedField;
    return (await this.contacts.some(ids)).map((contact) => {
      const before = contact[field];
      const after = changedCell(before, change);
      const fault = SHAPE[field].safeParse(after).success ? this.faultOf(contact, field, after) : UNFIT;
      return { id: contact.id, label: labelOf(contact), version: contact.version, before, after, fault };
    });
  }

  async values(ids: readonly string[], field: string) {
    return (await this.contacts.some(ids)).map((contact) => ({
      id: contact.id,
      version: contact.version,
      value: contact[field as EditedField],
    }));
  }

  async apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]> {
    const plans = new Map(planned.map((plan) => [plan.id, plan]));
    const meant = (await this.contacts.some([...plans.keys()])).filter((contact) => {
      const { version, after } = plans.get(contact.id)!;
      return contact.version === version && !this.faultOf(contact, field as EditedField, after);
    });
    const changed = await this.contacts.setField(
      field,
      meant.map(({ id, version }) => ({ id, version, value: plans.get(id)!.after })),
    );
    const done = new Set(changed.map(({ id }) => id));
    const told = meant
      .filter(({ id }) => done.has(id))
      .map((contact) => {
        const changes = contactChanges(contact, { [field]: plans.get(contact.id)!.after });
        const accountIds = contact.positions.map(({ accountId }) => accountId);
        return this.news.tell('changed', contact, accountIds, {
          changes,
          reason: reason || null,
          oneOfMany: true,
        });
      });
    // All at once, so that the history can write them down in one go.
    await Promise.all(told);
    return changed;
  }

  /** Why this contact cannot have the value; null when it can. */
  private faultOf(contact: ContactRow, field: EditedField, value: CellValue): Sentence | null {
    if (!this.database.viewer.branchIds.includes(contact.branchId)) return contactOfOtherBranch().sentence;
    return lacksBasis({ ...contact, [field]: value }) ? basisMissing().sentence : null;
  }
}

/** Enough to tell who is meant while the edit is looked at; the edit is kept, and a full name should not be for ever. */
function labelOf({ name, positions }: ContactRow): string {
  const firm = positions[0]?.accountName;
  return `${[...name][0]!}**${firm === undefined ? '' : ` (${firm})`}`;
}

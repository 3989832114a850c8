import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { isWordAlone, narrowedByWord } from '../../../libs/database/typed-word';
import { saveVersion } from '../../../libs/database/save-version';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { CellValue, ChangedRecord } from '../../../libs/lists/record-list';
import type { BirthdayAhead } from './birthdays';
import type { ContactQueryDto, TouchDto } from './contact.dto';
import { Contact } from './contact.entity';
import { BIRTHDAY_ORDER, CONTACT_FROM, CONTACT_WORD, LAST_TOUCHED } from './contact-sql';
import { ContactTouch } from './contact-touch.entity';
import type { BirthdayCalendar, LawfulBasis, TouchChannel } from './contact-words';
import { CURRENT_POSITION, positionsOf, type PositionRow } from './positions.repository';

/** A contact as stored: numbers in full. They leave the feature masked, but for who asks to reveal them. */
export interface ContactRow {
  id: string;
  branchId: string;
  branchName: string | null;
  name: string;
  phone: string | null;
  mobile: string | null;
  email: string | null;
  wechat: string | null;
  birthdayCalendar: BirthdayCalendar | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayYear: number | null;
  preferences: string;
  lawfulBasis: LawfulBasis | null;
  lawfulNote: string;
  note: string;
  active: boolean;
  lastTouchedOn: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  positions: PositionRow[];
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

export interface TouchRow {
  id: string;
  userName: string | null;
  channel: TouchChannel;
  on: string;
  note: string;
}

export type ContactChange = Partial<
  Omit<Contact, 'id' | 'lastTouchedOn' | 'mergedInto' | 'version' | 'createdAt' | 'updatedAt'>
>;

const COLUMNS = `c.id, c.branch_id AS "branchId", b.name AS "branchName", c.name, c.phone, c.mobile, c.email, c.wechat,
  c.birthday_calendar AS "birthdayCalendar", c.birthday_month AS "birthdayMonth", c.birthday_day AS "birthdayDay",
  c.birthday_year AS "birthdayYear", c.preferences, c.lawful_basis AS "lawfulBasis", c.lawful_note AS "lawfulNote",
  c.note, c.active, c.last_touched_on::text AS "lastTouchedOn", c.version, c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", ${positionsOf('c.id')} AS positions`;

const LIST: ListSource = {
  columns: COLUMNS,
  from: CONTACT_FROM,
  countFrom: 'FROM contact c',
  filter: `(coalesce($1::text, $2, $3) IS NULL OR EXISTS (
      SELECT 1 FROM contact_position p WHERE p.contact_id = c.id AND ${CURRENT_POSITION}
        AND ($1 IS NULL OR p.account_id = $1::uuid)
        AND ($2::text IS NULL OR p.role = $2) AND ($3::text IS NULL OR p.rank = $3)))
    AND ($4::date IS NULL OR c.last_touched_on IS NULL OR c.last_touched_on <= $4)
    AND ($5::boolean IS NOT TRUE OR (c.birthday_calendar = 'solar' AND (c.birthday_month, c.birthday_day) IN (
      SELECT u.month, u.day FROM unnest($6::smallint[], $7::smallint[]) AS u (month, day))))
    AND ($8::boolean IS NULL OR c.active = $8)`,
  sortColumns: {
    name: { expression: 'c.name COLLATE "zh-x-icu"', type: 'text' },
    branch: { expression: `coalesce(b.code, '')`, type: 'text' },
    lastTouchedOn: { expression: LAST_TOUCHED, type: 'date' },
    birthday: { expression: BIRTHDAY_ORDER, type: 'integer' },
  },
  defaultSort: 'name',
  idColumn: 'c.id',
};

/** Assignment of each field that a change of many may set; `r.value` is its JSON. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  active: `active = (r.value #>> '{}')::boolean`,
  lawfulBasis: `lawful_basis = r.value #>> '{}'`,
};

/** One contact as a change of many leaves it. */
export interface EditedContact {
  id: string;
  version: number;
  value: CellValue;
}

@Injectable()
export class ContactsRepository {
  constructor(private readonly database: Database) {}

  /**
   * @param touchedBefore last touch on this day at the latest, or none
   * @param ahead         the birthdays the list is narrowed to
   */
  async page(
    query: ContactQueryDto,
    touchedBefore: string | null,
    ahead: readonly BirthdayAhead[],
    catalogue: () => Promise<FieldCatalogue>,
  ): Promise<Page<ContactRow>> {
    const own = [
      query.accountId ?? null,
      query.role ?? null,
      query.rank ?? null,
      touchedBefore,
      query.birthdayWithin !== undefined,
      ahead.map(({ month }) => month),
      ahead.map(({ day }) => day),
      query.active ?? null,
    ];
    const { manager } = this.database;
    const narrowed = await narrowedList(LIST, own, catalogue, query);
    const { list, parameters } = await narrowedByWord(
      manager,
      narrowed,
      CONTACT_WORD,
      query.q,
      query,
      isWordAlone(query),
    );
    return readPage(manager, list, query, parameters);
  }

  some(ids: readonly string[]): Promise<ContactRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} ${CONTACT_FROM} WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`,
      [ids],
    );
  }

  /** Sets one field of each contact that still has its version, and counts the version up. */
  async setField(field: string, contacts: readonly EditedContact[]): Promise<ChangedRecord[]> {
    const assignment = ASSIGNMENTS[field];
    if (!assignment) throw new Error(`field "${field}" cannot be set for many contacts`);
    const [rows]: [ChangedRecord[], number] = await this.database.manager.query(
      `UPDATE contact c SET ${assignment}, version = c.version + 1, updated_at = now()
       FROM jsonb_to_recordset($1) AS r (id uuid, version integer, value jsonb)
       WHERE c.id = r.id AND c.version = r.version RETURNING c.id, c.version`,
      [JSON.stringify(contacts)],
    );
    return rows;
  }

  async byId(id: string): Promise<ContactRow | undefined> {
    const rows: ContactRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${CONTACT_FROM} WHERE c.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** What a merged contact became, when the viewer sees that. */
  async survivor(id: string): Promise<string | null> {
    const [row]: { id: string | null }[] = await this.database.manager.query(
      `SELECT record_survivor('contact', $1) AS id`,
      [id],
    );
    return row!.id;
  }

  async insert(contact: ContactChange): Promise<string> {
    const { identifiers } = await this.database.manager.insert(Contact, contact);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: ContactChange): Promise<void> {
    return saveVersion(this.database.manager, Contact, id, version, change);
  }

  touches(contactId: string): Promise<TouchRow[]> {
    return this.database.manager.query(
      `SELECT t.id, u.name AS "userName", t.channel, t.touched_on::text AS "on", t.note
       FROM contact_touch t LEFT JOIN user_account u ON u.id = t.user_id
       WHERE t.contact_id = $1 ORDER BY t.touched_on DESC, t.id DESC LIMIT 20`,
      [contactId],
    );
  }

  async addTouch(contactId: string, userId: string, { channel, on, note }: TouchDto): Promise<void> {
    await this.database.manager.insert(ContactTouch, { contactId, userId, channel, touchedOn: on, note });
  }
}

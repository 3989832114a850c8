import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { BranchesService } from '../../identity/branches/branches.service';
import { AccountsService } from '../accounts.service';
import { type Birthday, nextBirthday, TIME_ZONE, todayIn } from './birthdays';
import type { TypedContactDto } from '../duplicates/contact-duplicate.dto';
import {
  type ContactCandidate,
  ContactDuplicatesService,
  type ContactIdentity,
} from '../duplicates/contact-duplicates.service';
import type { CreateContactDto, TouchDto, UpdateContactDto } from './contact.dto';
import { lacksBasis } from './contact-basis';
import { ContactNews, contactChanges } from './contact-news';
import {
  basisMissing,
  contactMerged,
  contactNotFound,
  contactOfOtherBranch,
  touchInFuture,
} from './contacts.errors';
import { type ContactChange, type ContactRow, ContactsRepository, TouchRow } from './contacts.repository';
import { maskHandle, maskNumber, plainMobile } from './phone-numbers';
import type { CreatePositionDto } from './position.dto';
import type { PositionRow } from './positions.repository';
import { PositionsService } from './positions.service';

export interface Position extends PositionRow {
  mayChange: boolean;
}

export interface ContactInList extends Omit<ContactRow, 'positions'> {
  birthday: Birthday | null;
  nextBirthday: string | null;
  positions: Position[];
}

export interface WholeContact extends ContactRow {
  birthday: Birthday | null;
  mayChange: boolean;
}

export interface ContactDetails extends ContactInList {
  touches: TouchRow[];
  similar: ContactCandidate[];
  mayChange: boolean;
}

/** As a request has it; `confirmedDuplicates` is left out by callers that are not asked. */
export type NewContact = Omit<CreateContactDto, 'confirmedDuplicates'> &
  Partial<Pick<CreateContactDto, 'confirmedDuplicates'>>;
export type ContactUpdate = Omit<UpdateContactDto, 'confirmedDuplicates'> &
  Partial<Pick<UpdateContactDto, 'confirmedDuplicates'>>;

/** The people of key accounts. Numbers leave here masked; `reveal` alone tells them. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly database: Database,
    private readonly contacts: ContactsRepository,
    private readonly positions: PositionsService,
    private readonly accounts: AccountsService,
    private readonly branches: BranchesService,
    private readonly news: ContactNews,
    private readonly duplicates: ContactDuplicatesService,
  ) {}

  /** @throws AppError `not-found`, also for a contact the viewer may not see */
  async get(id: string): Promise<ContactDetails> {
    const row = await this.stored(id);
    return {
      ...this.masked(row),
      touches: await this.contacts.touches(id),
      similar: await this.duplicates.candidates(identityOf(row), id),
      mayChange: this.owns(row),
    };
  }

  /** As stored, numbers in full: for what compares two contacts within the program, never for an answer. */
  async whole(id: string): Promise<WholeContact> {
    const row = await this.stored(id);
    return { ...row, birthday: birthdayOf(row), mayChange: this.owns(row) };
  }

  /** Tells the history of both, and of the accounts they work for. */
  async tellMerged(verb: 'merged' | 'unmerged', survivorId: string, otherId: string): Promise<void> {
    const survivor = await this.stored(survivorId);
    await this.news.tell(verb, survivor, accountIdsOf(survivor));
    const other = await this.contacts.byId(otherId);
    if (other) await this.news.tell(verb, other, []);
  }

  /**
   * @throws AppError `record.likely-duplicate` when `confirmedDuplicates` is false. Imports and other makers of many
   *   leave it out and are not asked.
   */
  async create({ position, confirmedDuplicates, ...input }: NewContact): Promise<ContactDetails> {
    const branchId = input.branchId ?? (await this.branchFor(position?.accountId));
    await this.branches.get(branchId);
    const contact = { ...columnsOf(input), branchId };
    assertLawful(contact);
    const accountIds = position ? [position.accountId] : [];
    const identity = { ...NOBODY, ...contact, accountIds };
    if (confirmedDuplicates === false) await this.duplicates.refuseLikely(identity);
    const id = await this.contacts.insert(contact);
    await this.news.tell('created', { id, branchId }, accountIds);
    if (position) await this.positions.add(id, position);
    return this.get(id);
  }

  /** @throws AppError `record.likely-duplicate` as {@link create} does, when a name, number or address changes */
  async update(
    id: string,
    { version, confirmedDuplicates, ...input }: ContactUpdate,
  ): Promise<ContactDetails> {
    const before = await this.stored(id);
    if (!this.owns(before)) throw contactOfOtherBranch();
    if (input.branchId) await this.branches.get(input.branchId);
    const change = columnsOf(input);
    const after = { ...before, ...change };
    assertLawful(after);
    await this.contacts.update(id, version, change);
    if (confirmedDuplicates === false && this.duplicates.concerns(before, change))
      await this.duplicates.refuseLikely(identityOf(after), id);
    const changes = contactChanges(before, change);
    if (changes.length > 0) await this.news.tell('changed', after, accountIdsOf(before), { changes });
    return this.get(id);
  }

  /**
   * Who may be the person that is typed, asked before saving: two branches often serve one group. Of a contact that is
   * there already, what is not typed is as stored.
   */
  async candidates({ id, accountId, ...typed }: TypedContactDto): Promise<ContactCandidate[]> {
    const accountIds = accountId === null ? [] : [accountId];
    const stored = id === null ? { ...NOBODY, accountIds } : identityOf(await this.stored(id));
    return this.duplicates.candidates({ ...stored, ...columnsOf(typed) }, id);
  }

  /** The numbers in full. Who asked stands in the history. */
  async reveal(id: string): Promise<Pick<ContactRow, 'phone' | 'mobile' | 'wechat'>> {
    const row = await this.stored(id);
    await this.news.tell('revealed', row, []);
    const { phone, mobile, wechat } = row;
    return { phone, mobile, wechat };
  }

  /** Whoever sees the contact may have spoken with them, also a team member of another branch. */
  async touch(id: string, touch: TouchDto): Promise<ContactDetails> {
    const row = await this.stored(id);
    if (touch.on > todayIn(TIME_ZONE)) throw touchInFuture();
    await this.contacts.addTouch(id, this.database.viewer.userId, touch);
    await this.news.tell('touched', row, accountIdsOf(row), {
      facts: { channel: touch.channel, on: touch.on },
    });
    return this.get(id);
  }

  async addPosition(id: string, position: CreatePositionDto): Promise<ContactDetails> {
    await this.positions.add(id, position);
    return this.get(id);
  }

  private async stored(id: string): Promise<ContactRow> {
    const row = await this.contacts.byId(id);
    if (!row) {
      const survivorId = await this.contacts.survivor(id);
      throw survivorId ? contactMerged(survivorId) : contactNotFound();
    }
    return row;
  }

  private async branchFor(accountId: string | undefined): Promise<string> {
    return accountId === undefined
      ? this.database.viewer.branchId
      : (await this.accounts.get(accountId)).branchId;
  }

  private owns({ branchId }: { branchId: string }): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }

  /** As it leaves the feature, but for who asks to see the numbers. */
  masked(row: ContactRow): ContactInList {
    const birthday = birthdayOf(row);
    return {
      ...row,
      phone: maskNumber(row.phone),
      mobile: maskNumber(row.mobile),
      wechat: maskHandle(row.wechat),
      birthday,
      nextBirthday: birthday && nextBirthday(birthday, todayIn(TIME_ZONE)),
      positions: row.positions.map((position) => ({
        ...position,
        mayChange: this.owns({ branchId: position.accountBranchId }),
      })),
    };
  }
}

const NOBODY: ContactIdentity = {
  name: '',
  mobile: null,
  phone: null,
  email: null,
  wechat: null,
  accountIds: [],
};

const identityOf = (row: ContactRow): ContactIdentity => ({ ...row, accountIds: accountIdsOf(row) });

const accountIdsOf = ({ positions }: ContactRow): string[] => positions.map(({ accountId }) => accountId);

function birthdayOf(row: ContactRow): Birthday | null {
  const { birthdayCalendar: calendar, birthdayMonth: month, birthdayDay: day, birthdayYear: year } = row;
  return calendar === null || month === null || day === null ? null : { calendar, month, day, year };
}

type Input = Partial<Omit<UpdateContactDto, 'version' | 'confirmedDuplicates'>>;

/** The input as the table has it; what was not given stays out. */
function columnsOf({ birthday, mobile, ...rest }: Input): ContactChange {
  return {
    ...rest,
    ...(mobile !== undefined && { mobile: mobile && plainMobile(mobile) }),
    ...(birthday !== undefined && {
      birthdayCalendar: birthday?.calendar ?? null,
      birthdayMonth: birthday?.month ?? null,
      birthdayDay: birthday?.day ?? null,
      birthdayYear: birthday?.year ?? null,
    }),
  };
}

function assertLawful(contact: ContactChange): void {
  if (lacksBasis(contact)) throw basisMissing();
}

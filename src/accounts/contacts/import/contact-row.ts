import { cellValue } from '../../../../libs/lists/import-cells';
import type { ImportColumn, ImportedRow, ImportFault } from '../../../../libs/lists/record-importer';
import { CreateContactDto, UpdateContactDto } from '../contact.dto';
import type { ContactChange } from '../contacts.repository';
import { plainMobile } from '../phone-numbers';
import { newPosition } from '../position.dto';
import type { PositionChange } from '../positions.repository';
import { CONTACT_COLUMNS } from './contact-columns';

const { name, phone, mobile, email, wechat, birthday, preferences, lawfulBasis, lawfulNote, note } =
  UpdateContactDto.schema.shape;
/** What the form asks of each field, asked of the file too. */
const OF_CONTACT = { name, phone, mobile, email, wechat, preferences, lawfulBasis, lawfulNote, note };
const { title, department, role, rank, stance } = newPosition.shape;
const OF_POSITION = { title, department, role, rank, stance };

type PositionInput = Pick<PositionChange, keyof typeof OF_POSITION>;

/** A row as the form would have it; what the row leaves empty is not there. */
export interface ContactRowInput {
  rowNumber: number;
  contact: ContactChange;
  position: PositionInput;
  account: string | null;
  branch: string | null;
  faults: ImportFault[];
}

const HINTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  name: ['最多 60 个字', 'at most 60 characters'],
  mobile: ['请填手机号码，如 13800000000', 'a mobile number, such as 13800000000'],
  phone: ['请填电话号码，如 0591-12345678 转 801', 'a telephone number, with an extension if need be'],
  email: ['请填邮箱地址', 'an e-mail address'],
  birthday: ['请填公历日期，如 1980-05-01', 'a date such as 1980-05-01'],
};

function unfit({ name: column, label, options }: ImportColumn): ImportFault {
  const few = options
    ? ([
        `可填：${options.map((one) => one.zh).join('、')}`,
        `one of ${options.map((one) => one.en).join(', ')}`,
      ] as const)
    : (['请检查内容', 'check what it says'] as const);
  const [zh, en] = HINTS[column] ?? few;
  return {
    column,
    code: 'unfit',
    zh: `“${label.zh}”填写有误：${zh}。`,
    en: `"${label.en}" does not fit: ${en}.`,
  };
}

/** Reads one row by the rules of the form. */
export function contactRow({ rowNumber, values }: ImportedRow): ContactRowInput {
  const row: ContactRowInput = {
    rowNumber,
    contact: {},
    position: {},
    account: values.account ?? null,
    branch: values.branch ?? null,
    faults: [],
  };
  for (const column of CONTACT_COLUMNS) {
    const text = values[column.name];
    if (text !== undefined && !taken(row, column, text)) row.faults.push(unfit(column));
  }
  return row;
}

/** @returns false when the text does not fit the column */
function taken(row: ContactRowInput, column: ImportColumn, text: string): boolean {
  if (column.name === 'branch' || column.name === 'account') return true;
  const value = cellValue(column, text);
  if (value === undefined) return false;
  if (column.name === 'birthday') return birthdayTaken(row, value as string);
  if (column.name in OF_POSITION) {
    const parsed = OF_POSITION[column.name as keyof typeof OF_POSITION].safeParse(value);
    Object.assign(row.position, parsed.success && { [column.name]: parsed.data });
    return parsed.success;
  }
  const parsed = OF_CONTACT[column.name as keyof typeof OF_CONTACT].safeParse(value);
  if (!parsed.success) return false;
  const kept = column.name === 'mobile' ? plainMobile(parsed.data as string) : parsed.data;
  Object.assign(row.contact, { [column.name]: kept });
  return true;
}

/** A date of the solar calendar: a lunar one cannot be told from it in a file. */
function birthdayTaken(row: ContactRowInput, day: string): boolean {
  const [year, month, date] = day.split('-').map(Number);
  const parsed = birthday.safeParse({ calendar: 'solar', year, month, day: date });
  if (!parsed.success) return false;
  Object.assign(row.contact, {
    birthdayCalendar: 'solar',
    birthdayYear: year,
    birthdayMonth: month,
    birthdayDay: date,
  });
  return true;
}

/** A whole new contact, from what a row says. */
export function newContact(input: ContactChange, branchId: string): ContactChange {
  const { name: called } = input;
  const {
    branchId: _branch,
    birthday: _none,
    position: _position,
    ...blank
  } = CreateContactDto.schema.parse({
    name: called,
  });
  return { ...blank, ...input, branchId };
}

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
  birthday: [
    '请填日期，如 1980-05-01；农历请写“农历 1980-05-01”或在“生日历法”列注明',
    'a date such as 1980-05-01; say in "Birthday calendar" when it is lunar',
  ],
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

const LUNAR = /^(?:农历|阴历)\s*/;
const LUNAR_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const CALENDAR = CONTACT_COLUMNS.find(({ name: column }) => column === 'birthdayCalendar')!;

const isLunar = (calendar: string | undefined): boolean =>
  calendar !== undefined && cellValue(CALENDAR, calendar) === 'lunar';

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
    if (text === undefined) continue;
    const fits =
      column.name === 'birthday'
        ? birthdayTaken(row, column, text, isLunar(values.birthdayCalendar))
        : taken(row, column, text);
    if (!fits) row.faults.push(unfit(column));
  }
  return row;
}

/** @returns false when the text does not fit the column */
function taken(row: ContactRowInput, column: ImportColumn, text: string): boolean {
  if (column.name === 'branch' || column.name === 'account') return true;
  const value = cellValue(column, text);
  if (value === undefined) return false;
  if (column.name === 'birthdayCalendar') return true;
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

/** A day of either calendar: the lunar second month may have a 30th, which no solar date has. */
function birthdayTaken(row: ContactRowInput, column: ImportColumn, text: string, isLunar: boolean): boolean {
  const calendar = isLunar || LUNAR.test(text) ? 'lunar' : 'solar';
  const written = text.replace(LUNAR, '');
  const solar = () => cellValue(column, written) as string | undefined;
  const parts = calendar === 'lunar' ? LUNAR_DAY.exec(written)?.slice(1) : solar()?.split('-');
  const [year, month, day] = (parts ?? []).map(Number);
  if (!birthday.safeParse({ calendar, year, month, day }).success) return false;
  Object.assign(row.contact, {
    birthdayCalendar: calendar,
    birthdayYear: year,
    birthdayMonth: month,
    birthdayDay: day,
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

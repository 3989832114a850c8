import { z } from 'zod';
import type { Sentence } from '../../../libs/http/app-error';
import { cellValue } from '../../../libs/lists/import-cells';
import type { ImportColumn, ImportedRow, ImportFault } from '../../../libs/lists/record-importer';
import { UpdateAccountDto } from '../account.dto';
import { isCreditCode, normalCreditCode } from '../profile/credit-code';
import { profileInput } from '../profile/profile.schema';
import type { AccountAddress } from '../profile/profile-words';

const { code, name, tier, industry, active } = UpdateAccountDto.schema.shape;
const { legalName, creditCode, phone, website, tags, classifications, tradeNames } = profileInput;

/** What the form asks of each field, asked of the file too. */
const SHAPE = {
  code,
  name,
  tier,
  industry,
  active,
  legalName,
  creditCode: creditCode
    .transform((typed) => (typed ? normalCreditCode(typed) : typed))
    .refine((typed) => !typed || isCreditCode(typed)),
  phone,
  website,
  tags,
  classifications,
  tradeNames,
};
const place = z.object({
  text: z.string().max(200).optional(),
  postcode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

export type AccountInput = { [K in keyof typeof SHAPE]?: Exclude<z.output<(typeof SHAPE)[K]>, undefined> };

/** A row as the form would have it; what the row leaves empty is not there. */
export interface AccountRowInput {
  rowNumber: number;
  input: AccountInput;
  branch: string | null;
  parent: string | null;
  /** E-mail or name, in lower case. */
  manager: string | null;
  mailing: { text?: string; postcode?: string };
  /** By the keys of the additional fields. */
  custom: Record<string, unknown>;
  faults: ImportFault[];
}

const HINTS: Readonly<Record<string, Sentence>> = {
  code: {
    zh: '编号为 1 至 32 个字母、数字、横线或下划线',
    en: 'a code has 1 to 32 letters, digits, hyphens or underscores',
  },
  name: { zh: '最多 120 个字', en: 'at most 120 characters' },
  tier: { zh: '可填：省级、重点、一般', en: 'one of Provincial, Key, Standard' },
  industry: {
    zh: '请填国标门类代码（如 J66）或名称',
    en: 'a division of GB/T 4754, such as J66, or its name',
  },
  creditCode: {
    zh: '应为 18 位，且末位校验字符须相符',
    en: 'it has 18 characters and ends in the check character that fits',
  },
  phone: { zh: '请填电话号码，如 0591-12345678', en: 'a telephone number, such as 0591-12345678' },
  website: { zh: '请以 http:// 或 https:// 开头', en: 'it begins with http:// or https://' },
  active: { zh: '可填：是、否', en: 'yes or no' },
  postcode: { zh: '邮编为 6 位数字', en: 'a postcode has 6 digits' },
  address: { zh: '最多 200 个字', en: 'at most 200 characters' },
};
const PLAIN_HINT: Sentence = { zh: '请检查内容', en: 'check what it says' };

/** A fault at a column; says what the column takes, not what stands there. */
export function unfit({ name: column, label, options }: ImportColumn): ImportFault {
  const few = options && options.length <= 12;
  const hint =
    HINTS[column] ??
    (few
      ? {
          zh: `可填：${options.map(({ zh }) => zh).join('、')}`,
          en: `one of ${options.map(({ en }) => en).join(', ')}`,
        }
      : PLAIN_HINT);
  return {
    column,
    code: 'unfit',
    zh: `“${label.zh}”填写有误：${hint.zh}。`,
    en: `"${label.en}" does not fit: ${hint.en}.`,
  };
}

/** Reads one row by the rules of the form. */
export function accountRow(
  { rowNumber, values }: ImportedRow,
  columns: readonly ImportColumn[],
): AccountRowInput {
  const row: AccountRowInput = {
    rowNumber,
    input: {},
    branch: values.branch ?? null,
    parent: values.parent?.toUpperCase() ?? null,
    manager: values.manager?.toLowerCase() ?? null,
    mailing: {},
    custom: {},
    faults: [],
  };
  for (const column of columns) {
    const text = values[column.name];
    if (text !== undefined && !taken(row, column, text)) row.faults.push(unfit(column));
  }
  return row;
}

/** Names of records; whether they are there shows when rows are planned. */
const FOUND_LATER: ReadonlySet<string> = new Set(['branch', 'parent', 'manager']);

/** @returns false when the text does not fit the column */
function taken(row: AccountRowInput, column: ImportColumn, text: string): boolean {
  if (FOUND_LATER.has(column.name)) return true;
  const value = cellValue(column, text);
  if (value === undefined) return false;
  if (column.name.startsWith('custom.')) {
    row.custom[column.name.slice('custom.'.length)] = value;
    return true;
  }
  if (column.name === 'address' || column.name === 'postcode') {
    const parsed = place.safeParse({ [column.name === 'address' ? 'text' : 'postcode']: value });
    Object.assign(row.mailing, parsed.data);
    return parsed.success;
  }
  const parsed = SHAPE[column.name as keyof typeof SHAPE].safeParse(value);
  Object.assign(row.input, parsed.success && { [column.name]: parsed.data });
  return parsed.success;
}

/**
 * The addresses with the mailing address as the row has it: the first of that kind is changed, or one is added. A
 * point on the map goes with the text it belonged to. Null when the row has a postcode and no address to put it to.
 */
export function withMailing(
  addresses: readonly AccountAddress[],
  { text, postcode }: AccountRowInput['mailing'],
): AccountAddress[] | null {
  const at = addresses.findIndex(({ kind }) => kind === 'mailing');
  const before = addresses[at];
  if (!before) {
    if (text === undefined) return null;
    const added = {
      kind: 'mailing' as const,
      text,
      postcode: postcode ?? null,
      longitude: null,
      latitude: null,
    };
    return [...addresses, added];
  }
  const moved = text !== undefined && text !== before.text;
  const after = {
    ...before,
    text: text ?? before.text,
    postcode: postcode ?? (moved ? null : before.postcode),
    ...(moved && { longitude: null, latitude: null }),
  };
  return addresses.with(at, after);
}

/** What a column of a file can mean. */
export const RECORD_FIELDS = ['name', 'company', 'address', 'postcode', 'phone'] as const;

export type RecordField = (typeof RECORD_FIELDS)[number];

/**
 * For each field, the number of the column it is read from, counted from 0. Columns named in `extra` are kept
 * under their heading, for a design's own texts.
 */
export interface ColumnMapping {
  fields: Partial<Record<RecordField, number>>;
  extra: number[];
}

/** Columns kept beside the fields at most. */
export const MOST_EXTRA = 20;

/** Headings as files have them, in lower case without spaces, `_` and `-`; the first that fits wins. */
const HEADINGS: Record<RecordField, RegExp[]> = {
  address: [
    /^(通信|通讯|邮寄|投递|收件|收件人|详细|联系|单位|公司|企业)?地址$/,
    /^(mailing|postal|street)?address(line)?1?$/,
    /地址|address|住址|addr/,
  ],
  postcode: [/邮政编码|邮编/, /^(zip|zipcode|postcode|postalcode|postal)$/, /zip|postcode/],
  company: [
    /^(单位|公司|企业|机构|客户|网点|银行|商户|店铺)(名称|全称|名)?$/,
    /^(company|organi[sz]ation|firm|employer|bank|shop|store)(name)?$/,
    /名称$|公司|单位|机构/,
  ],
  name: [
    /^(收件人|收信人|联系人|客户|用户|会员)?(姓名|名字)$/,
    /^(收件人|收信人|联系人|姓名|户主)$/,
    /^(full|contact|recipient|addressee|customer|person)?name$/,
    /^(contact|recipient|addressee)(person)?$/,
  ],
  phone: [/手机|电话|联系方式/, /^(mobile|phone|tel|telephone|cell)(phone|no|number)?$/, /mobile|phone/],
};
/** Looked for in this order, each column once: a firm's name is told from a person's before the latter is tried. */
const GUESS_ORDER: RecordField[] = ['address', 'postcode', 'company', 'name', 'phone'];

const CONTENT: Partial<Record<RecordField, RegExp>> = {
  postcode: /^\d{6}$/,
  phone: /^(?:\+?86[- ]?)?(?:1\d{10}|0\d{2,3}[- ]?\d{7,8})$/,
  company: /(?:公司|银行|支行|集团|中心|学校|医院|商行|事务所|分行|厂|店)$/,
  address: /^(?=.*\p{L}{2}).*(?:省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|栋|楼|室)/u,
  name: /^\p{Script=Han}{2,4}$/u,
};
const MOSTLY = 0.6;

/** Guesses what the columns mean from headings in Chinese and English, then from the sample's content. */
export function guessMapping(
  header: readonly string[],
  sample: readonly (readonly string[])[],
): ColumnMapping {
  const words = header.map((heading) => heading.toLowerCase().replace(/[\s_-]+/g, ''));
  const fields: ColumnMapping['fields'] = {};
  const free = new Set(header.keys());
  const take = (field: RecordField, column: number | undefined) => {
    if (column === undefined) return;
    fields[field] = column;
    free.delete(column);
  };
  for (const field of GUESS_ORDER) take(field, byHeading(field, words, free));
  for (const field of GUESS_ORDER) {
    // Two to four characters are also a province or a tier: only guessed to be people when nobody else is named.
    if (field === 'name' && fields.company !== undefined) continue;
    if (fields[field] === undefined) take(field, byContent(field, sample, free));
  }
  return { fields, extra: [...free].filter((i) => !/^列\d+$/.test(header[i]!)).slice(0, MOST_EXTRA) };
}

function byHeading(field: RecordField, words: string[], free: Set<number>): number | undefined {
  for (const pattern of HEADINGS[field]) {
    for (const column of free) if (pattern.test(words[column]!)) return column;
  }
  return undefined;
}

function byContent(
  field: RecordField,
  sample: readonly (readonly string[])[],
  free: Set<number>,
): number | undefined {
  const pattern = CONTENT[field];
  if (!pattern) return undefined;
  for (const column of free) {
    const values = sample.map((fields) => fields[column]?.trim() ?? '').filter((value) => value !== '');
    const fitting = values.filter((value) => pattern.test(value)).length;
    if (values.length > 0 && fitting >= values.length * MOSTLY) return column;
  }
  return undefined;
}

/** An address column and a name or a firm: without them there is nobody to write to. */
export function isComplete({ fields }: ColumnMapping): boolean {
  return fields.address !== undefined && (fields.name !== undefined || fields.company !== undefined);
}

/** Every column exists and means one thing. */
export function fits(mapping: ColumnMapping, columns: number): boolean {
  const used = [...Object.values(mapping.fields), ...mapping.extra];
  return (
    mapping.extra.length <= MOST_EXTRA &&
    used.every((column) => Number.isInteger(column) && column >= 0 && column < columns) &&
    new Set(used).size === used.length
  );
}

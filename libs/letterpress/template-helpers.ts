/** What a helper may say besides its text: that a value could not be understood. */
export type HelperReport = (detail: string) => void;

/** A pure text function a template may call. All arguments and the result are strings. */
export interface Helper {
  least: number;
  most: number;
  apply(values: readonly string[], report: HelperReport): string;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/;
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const WHOLE = /^\d{1,4}$/;
const WEEKDAYS = '日一二三四五六';

/** `YYYY`, `YY`, `MM`, `M`, `DD`, `D`, `W` (weekday 日-六) of an ISO date; no clock, zone or locale is read. */
function formatDate(values: readonly string[], report: HelperReport): string {
  const [value = '', pattern = 'YYYY年M月D日'] = values;
  if (value.trim() === '') return '';
  const match = ISO_DATE.exec(value.trim());
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (!match || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    report('date');
    return '';
  }
  return pattern.replace(/YYYY|YY|MM|M|DD|D|W/g, (token) => {
    if (token === 'YYYY') return String(year);
    if (token === 'YY') return String(year % 100).padStart(2, '0');
    if (token === 'W') return WEEKDAYS.charAt(date.getUTCDay());
    const part = token.startsWith('M') ? month : day;
    return token.length === 2 ? String(part).padStart(2, '0') : String(part);
  });
}

/** A decimal with thousands separators and a fixed number of decimals (default: as written); works on digits, not floats. */
function formatNumber(values: readonly string[], report: HelperReport): string {
  const value = (values[0] ?? '').trim();
  if (value === '') return '';
  const wanted = values[1];
  if (!DECIMAL.test(value) || (wanted !== undefined && !/^[0-6]$/.test(wanted))) {
    report('number');
    return '';
  }
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const decimals = wanted === undefined ? fraction.length : Number(wanted);
  const scale = 10n ** BigInt(Math.max(fraction.length, decimals));
  const digits = BigInt(whole + fraction.padEnd(Math.max(fraction.length, decimals), '0'));
  const unit = scale / 10n ** BigInt(decimals);
  const rounded = (digits + unit / 2n) / unit;
  const text = rounded.toString().padStart(decimals + 1, '0');
  const integer = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value.startsWith('-') && rounded !== 0n ? '-' : '';
  return sign + integer + (decimals > 0 ? '.' + text.slice(text.length - decimals) : '');
}

function ends(values: readonly string[], report: HelperReport, fromEnd: boolean): string {
  const [value = '', count = ''] = values;
  if (!WHOLE.test(count)) {
    report('count');
    return '';
  }
  const characters = Array.from(value.trim());
  const n = Number(count);
  return (fromEnd ? characters.slice(Math.max(0, characters.length - n)) : characters.slice(0, n)).join('');
}

/** Every helper a template may name. Anything else is refused when the design is checked. */
export const HELPERS: ReadonlyMap<string, Helper> = new Map<string, Helper>([
  ['eq', { least: 2, most: 2, apply: ([a, b]) => (a === b ? 'true' : '') }],
  ['upper', { least: 1, most: 1, apply: ([a = '']) => a.toUpperCase() }],
  ['trim', { least: 1, most: 1, apply: ([a = '']) => a.trim() }],
  ['default', { least: 2, most: 2, apply: ([a = '', b = '']) => (a.trim() === '' ? b : a) }],
  [
    'join',
    { least: 2, most: 12, apply: ([glue = '', ...rest]) => rest.filter((v) => v.trim() !== '').join(glue) },
  ],
  ['date', { least: 1, most: 2, apply: formatDate }],
  ['number', { least: 1, most: 2, apply: formatNumber }],
  ['first', { least: 2, most: 2, apply: (values, report) => ends(values, report, false) }],
  ['last', { least: 2, most: 2, apply: (values, report) => ends(values, report, true) }],
]);

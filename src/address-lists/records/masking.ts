/** What of a record is shown; '' stays ''. */
export interface MaskableRecord {
  name: string;
  company: string;
  address: string;
  postcode: string;
  phone: string;
  extra: Record<string, string>;
}

const STAR = '*';
const HIDDEN_DIGITS = 6;
/** The last house number and all that follows it: number, building, unit, floor, room. */
const FROM_HOUSE_NUMBER = /[0-9０-９一二三四五六七八九十百]+\s*(?:号|號|弄|幢|栋|座|室|楼|层|单元|#).*$/u;

/**
 * Hides what express waybills hide: all but the first character of a person's name, six digits of a phone number,
 * the address from its house number on. A firm's name is public and stays. Texts kept for a design are hidden
 * whole, since nobody knows what they hold.
 */
export function masked<T extends MaskableRecord>(record: T): T {
  const extra = Object.fromEntries(Object.entries(record.extra).map(([key, value]) => [key, value && '***']));
  return {
    ...record,
    name: maskName(record.name),
    phone: maskPhone(record.phone),
    address: maskAddress(record.address),
    extra,
  };
}

export function maskName(name: string): string {
  const [first, ...rest] = [...name];
  if (first === undefined) return '';
  return rest.length === 0 ? STAR : first + STAR.repeat(rest.length);
}

/** Shows at most the first three and the last two digits, and always hides six, or all there are. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').length;
  const shownEnd = Math.max(0, Math.min(2, digits - HIDDEN_DIGITS));
  const shownStart = Math.max(0, Math.min(3, digits - HIDDEN_DIGITS - shownEnd));
  let place = 0;
  return phone.replace(/\d/g, (digit) => {
    place += 1;
    return place > shownStart && place <= digits - shownEnd ? STAR : digit;
  });
}

/** Hides from the house number on; without one, the second half. */
export function maskAddress(address: string): string {
  const place = FROM_HOUSE_NUMBER.exec(address)?.index;
  const characters = [...address];
  const shown =
    place !== undefined && place > 0 ? [...address.slice(0, place)].length : characters.length >> 1;
  return characters.slice(0, shown).join('') + (shown < characters.length ? '***' : '');
}

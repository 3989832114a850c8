const LAST_SHOWN = 4;
const FIRST_SHOWN = 3;
const SHORTEST_TELLING = 9;
const HIDDEN = '****';

/**
 * A mobile number as it is kept: no spaces and hyphens, no country code of China, so that the same number is the
 * same text however it was typed.
 */
export function plainMobile(text: string): string {
  const compact = text.replace(/[\s-]/g, '');
  return compact.replace(/^(\+86|0086|86)(?=1\d{10}$)/, '');
}

/**
 * A number that is recognised by who knows it and of no use to who does not: `138****1234`. An area code stays;
 * short numbers show their last two digits only.
 */
export function maskNumber(text: string | null): string | null {
  if (text === null) return null;
  const area = /^(0\d{2,3})[-\s]?(\d{7,8})(?!\d)/.exec(text);
  if (area) return `${area[1]}-${HIDDEN}${area[2]!.slice(-LAST_SHOWN)}`;
  const digits = text.replace(/\D/g, '');
  if (digits.length < SHORTEST_TELLING) return HIDDEN + digits.slice(-2);
  return digits.slice(0, FIRST_SHOWN) + HIDDEN + digits.slice(-LAST_SHOWN);
}

/** A handle often is a mobile number; of any other its first letter is shown. */
export function maskHandle(text: string | null): string | null {
  if (text === null) return null;
  return /^\+?\d{9,}$/.test(text) ? maskNumber(text) : text.slice(0, 1) + HIDDEN;
}

/** An address is recognised by its first letter and where it is: `x****@example.com`. */
export function maskEmail(text: string | null): string | null {
  return text === null ? null : text.slice(0, 1) + HIDDEN + text.slice(text.lastIndexOf('@'));
}

/**
 * The unified social credit code of legal entities and other organisations, GB 32100-2015: eighteen characters, of
 * which the last checks the seventeen before it (annex A, modulo 31 with weights 3^i). I, O, S, V and Z are not used.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const BODY_LENGTH = 17;
const MODULUS = 31;

/** How a code is written: upper case, no spaces or hyphens. */
export const normalCreditCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/**
 * The character that belongs behind the first seventeen.
 *
 * @returns null when `body` is not seventeen characters of the code's alphabet
 */
export function creditCodeCheck(body: string): string | null {
  if (body.length !== BODY_LENGTH) return null;
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % MODULUS;
  }
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS]!;
}

/** Whether `code`, written as {@link normalCreditCode} writes it, has the check character that belongs to it. */
export function isCreditCode(code: string): boolean {
  const check = creditCodeCheck(code.slice(0, BODY_LENGTH));
  return check !== null && code.slice(BODY_LENGTH) === check;
}

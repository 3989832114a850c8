/**
 * Piece serials: `BATCH-0000123-XY`, the last two characters a check over everything before them.
 *
 * Check system: ISO/IEC 7064:2003 MOD 1271-36 (pure system, modulus 1271, radix 36, two check characters,
 * alphabet 0-9 A-Z). It finds every single substitution, every transposition of neighbours and every
 * circular shift of the string. Hyphens are for the eye and do not take part.
 */
const MODULUS = 1271;
const RADIX = 36;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BATCH_CODE = /^[0-9A-Z]{1,16}$/;
const SERIAL = /^[0-9A-Z]{1,16}-[0-9]{7,10}-[0-9A-Z]{2}$/;
const MAX_SEQ = 9_999_999_999;

/** The value of `0`-`9` (0-9) or `A`-`Z` (10-35) given as a UTF-16 code unit. */
function characterValue(code: number): number {
  return code <= 57 ? code - 48 : code - 55;
}

/** Remainder of the string read as a base-36 number; hyphens are skipped. */
function remainder(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 45) continue;
    sum = (sum * RADIX + characterValue(code)) % MODULUS;
  }
  return sum;
}

/** The two ISO/IEC 7064 MOD 1271-36 check characters of `text` (upper-case letters and digits). */
export function checkCharacters(text: string): string {
  const check = (MODULUS + 1 - ((remainder(text) * RADIX * RADIX) % MODULUS)) % MODULUS;
  return ALPHABET.charAt(Math.floor(check / RADIX)) + ALPHABET.charAt(check % RADIX);
}

/**
 * The serial of piece `seq` (a non-negative integer) of a batch.
 * @throws RangeError when the batch code is not 1-16 of `0-9 A-Z`, or `seq` is no such integer.
 */
export function pieceSerial(batchCode: string, seq: number): string {
  if (!BATCH_CODE.test(batchCode)) throw new RangeError('A batch code is 1 to 16 digits or capital letters.');
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > MAX_SEQ) {
    throw new RangeError('A piece number is a whole number from 0 to 9,999,999,999.');
  }
  const body = `${batchCode}-${String(seq).padStart(7, '0')}`;
  return `${body}-${checkCharacters(body)}`;
}

/** Whether `serial` has the shape of a piece serial and its check characters fit. */
export function checkSerial(serial: string): boolean {
  return SERIAL.test(serial) && remainder(serial) === 1;
}

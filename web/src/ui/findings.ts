import type { TFunction } from 'i18next';
import type { Finding } from '../api/types';

const codes = {
  'missing-glyph': 'missingGlyph',
  'missing-field': 'missingField',
  'empty-required': 'emptyRequired',
  overflow: 'overflow',
  'image-missing': 'imageMissing',
  'qr-too-long': 'qrTooLong',
  'bad-value': 'badValue',
  'bad-serial': 'badSerial',
  'text-too-long': 'textTooLong',
} as const;

const boxes = {
  address: 'address',
  postcode: 'postcode',
  serial: 'serial',
  greeting: 'greeting',
  body: 'body',
  message: 'message',
  qr: 'qr',
} as const;

/** The character a code point stands for: `U+4E00` → `一`. */
function character(detail: string): string {
  const match = /^U\+([0-9A-F]{4,6})$/.exec(detail);
  return match ? String.fromCodePoint(parseInt(match[1]!, 16)) : '';
}

/** Why a piece cannot be printed, as a sentence a marketer can act on. */
export function findingSentence(t: TFunction, { code, box, page, detail }: Finding): string {
  const where =
    box in boxes
      ? t('findings.whereNamed', { page, box: t(`findings.boxes.${boxes[box as keyof typeof boxes]}`) })
      : box === ''
        ? ''
        : t('findings.whereNamed', { page, box });
  const what =
    code in codes
      ? t(`findings.codes.${codes[code as keyof typeof codes]}`, { detail, character: character(detail) })
      : t('findings.codes.other', { detail: `${code} ${detail}`.trim() });
  return where === '' ? what : t('findings.sentence', { where, what });
}

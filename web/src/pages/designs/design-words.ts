import type { TFunction } from 'i18next';
import type { Finding } from '../../api/types';
import { findingSentence } from '../../ui/findings';
import type { DesignBody, DesignBox, Label } from './design-body';

const formats = {
  'dl-letter-a4': 'letter',
  'postcard-148x100': 'postcardSmall',
  'postcard-165x102': 'postcardLarge',
  'self-mailer-a4': 'selfMailer',
} as const;

export function formatName(t: TFunction, format: string): string {
  return format in formats ? t(`designs.formats.${formats[format as keyof typeof formats]}`) : format;
}

export const inLanguage = (label: Label, language: string): string =>
  language === 'en' ? label.en : label.zh;

/** A box by the text it shows, else by its kind: what a marketer recognises. */
export function boxName(t: TFunction, box: DesignBox, body: DesignBody, language: string): string {
  const text = /^\{\{texts\.(\w+)\}\}$/.exec(box.template ?? '')?.[1];
  const known = body.texts.find((candidate) => candidate.id === text);
  const kind = t(`designs.kinds.${box.kind}`);
  if (known) return box.kind === 'text' ? inLanguage(known.label, language) : kind;
  return box.kind === 'text' ? box.id : kind;
}

/** Why a piece is held out, its box called by the words a marketer knows it by. */
export function findingOf(
  t: TFunction,
  finding: Finding,
  body: DesignBody | undefined,
  language: string,
): string {
  const box = body?.pages[finding.page - 1]?.boxes.find(({ id }) => id === finding.box);
  return findingSentence(t, body && box ? { ...finding, box: boxName(t, box, body, language) } : finding);
}

import type { TFunction } from 'i18next';

/** Dates worth mailing for, by the code a campaign carries, in the order of a year. Others are free text. */
const occasions = {
  'new-year': 'newYear',
  'spring-festival': 'springFestival',
  'lantern-festival': 'lantern',
  'womens-day': 'womensDay',
  qingming: 'qingming',
  'labour-day': 'labourDay',
  'world-telecom-day': 'telecomDay',
  'summer peak load': 'summer',
  'college-admission': 'admission',
  'teachers-day': 'teachersDay',
  'mid-autumn': 'midAutumn',
  'national-day': 'nationalDay',
  'tourist season': 'tourism',
  'product launch': 'launch',
  promotion: 'promotion',
  'client anniversary': 'anniversary',
  exhibition: 'exhibition',
  'service survey': 'survey',
  monthly: 'monthly',
  statement: 'statement',
} as const;

type Code = keyof typeof occasions;
const codes = Object.keys(occasions) as Code[];

/** An occasion in the reader's words; what has no code is shown as it was written. */
export function occasionName(t: TFunction, occasion: string): string {
  return occasion in occasions ? t(`campaigns.occasions.${occasions[occasion as Code]}`) : occasion;
}

export const occasionNames = (t: TFunction): string[] => codes.map((code) => occasionName(t, code));

/** What was typed or chosen, as it is kept: the code of a known occasion, else the words. */
export function occasionOf(t: TFunction, words: string | null | undefined): string | null {
  const trimmed = words?.trim() ?? '';
  return codes.find((code) => occasionName(t, code) === trimmed) ?? (trimmed === '' ? null : trimmed);
}

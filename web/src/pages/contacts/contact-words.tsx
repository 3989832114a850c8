import i18next, { type TFunction } from 'i18next';
import type { Birthday, ContactRole, LawfulBasis, NewTouch, Rank, Stance } from '../../api/types';

export const roles: readonly ContactRole[] = [
  'decision-maker',
  'influencer',
  'user',
  'gatekeeper',
  'payer',
  'liaison',
];
export const ranks: readonly Rank[] = ['executive', 'senior', 'manager', 'staff'];
export const stances: readonly Stance[] = ['champion', 'supporter', 'neutral', 'sceptic', 'opponent'];
export const bases: readonly LawfulBasis[] = ['consent', 'contract', 'legitimate-interest', 'public-source'];
export const channels: readonly NewTouch['channel'][] = [
  'phone',
  'wechat',
  'visit',
  'email',
  'event',
  'mail',
];

const LUNAR_MONTHS = '正二三四五六七八九十冬腊';
const DIGITS = '一二三四五六七八九十';

/** `八月十二`, as a Chinese calendar has it. */
function lunarDay(month: number, day: number): string {
  const tens = ['初', '十', '廿', '三'][Math.floor((day - 1) / 10)]!;
  const unit = DIGITS[(day - 1) % 10]!;
  const word = day === 20 ? '二十' : day === 30 ? '三十' : tens + unit;
  return `${LUNAR_MONTHS[month - 1]!}月${word}`;
}

/** A new position before anybody has said more of it. */
export const newStanding = {
  stance: 'neutral' as const,
  strength: 1,
  isPrimary: false,
  startedOn: null,
  endedOn: null,
  coveredBy: [],
};

/** A birthday as people say it; the year only where it is known. */
export function birthdayText(t: TFunction, { calendar, month, day, year }: Birthday): string {
  const date =
    calendar === 'lunar'
      ? t('contacts.lunarDay', { date: i18next.language === 'en' ? `${month}/${day}` : lunarDay(month, day) })
      : t('contacts.solarDay', { month, day });
  return year === null ? date : t('contacts.dayOfYear', { date, year });
}

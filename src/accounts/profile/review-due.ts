import type { AccountTier } from '../account-words';

/** How long a reviewed profile counts as current. */
export const REVIEW_MONTHS: Readonly<Record<AccountTier, number>> = { provincial: 3, key: 6, standard: 12 };

/**
 * The day a profile has to be looked at again: the same day so many months on, or the month's last when it has no such day.
 *
 * @param from day of the last review, `2026-11-23`
 */
export function reviewDueOn(from: string, tier: AccountTier): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + REVIEW_MONTHS[tier], 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + REVIEW_MONTHS[tier], Math.min(day, last)));
  return due.toISOString().slice(0, 10);
}

/** The calendar day it is somewhere, `2026-11-23`. @param timeZone an IANA name, as branches have */
export const dayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);

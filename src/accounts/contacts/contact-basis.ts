import type { ContactChange } from './contacts.repository';

/** A birthday or preferences are kept without a ground for it. */
export function lacksBasis({ lawfulBasis, birthdayMonth, preferences }: ContactChange): boolean {
  const keepsMore = (birthdayMonth ?? null) !== null || (preferences ?? '') !== '';
  return keepsMore && (lawfulBasis ?? null) === null;
}

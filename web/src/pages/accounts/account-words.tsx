import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AccountTier, TeamRole } from '../../api/types';
import styles from './TierTag.module.css';

export const tiers: readonly AccountTier[] = ['provincial', 'key', 'standard'];

/** In the order in which a team is read. */
export const teamRoles: readonly TeamRole[] = [
  'lead',
  'primary',
  'backup',
  'designer',
  'operator',
  'sponsor',
];

/** Sections of GB/T 4754, the first letter of every industry code. */
export const sections = 'ABCDEFGHIJKLMNOPQRST';
type Section =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'O'
  | 'P'
  | 'Q'
  | 'R'
  | 'S'
  | 'T';

/** The section of an industry code, in words. */
export function industryName(t: TFunction, code: string | null): string {
  const letter = code?.charAt(0) ?? '';
  return letter !== '' && sections.includes(letter) ? t(`accounts.industries.${letter as Section}`) : '–';
}

/** How much a customer matters, as a word in a frame: filled, outlined, plain. */
export function TierTag({ tier }: { tier: AccountTier }) {
  const { t } = useTranslation();
  return <span className={`${styles.tier} ${styles[tier]}`}>{t(`accounts.tiers.${tier}`)}</span>;
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseDetails, CaseRow, CaseStep } from '../../api/types';
import { StateTag, type Tone } from '../../ui/StateTag';
import styles from './UrgencyMark.module.css';

export const kinds: readonly CaseRow['kind'][] = ['request', 'complaint', 'suggestion', 'fault'];
export const urgencies: readonly CaseRow['urgency'][] = ['critical', 'high', 'normal', 'low'];
export const states: readonly CaseRow['state'][] = [
  'open',
  'heard',
  'remedy-offered',
  'resolved',
  'followed-up',
  'withdrawn',
];
export const causes: readonly NonNullable<CaseDetails['causeCategory']>[] = [
  'people',
  'process',
  'material',
  'equipment',
  'data',
  'transport',
  'client',
  'other',
];

const tones: Record<CaseRow['state'], Tone> = {
  open: 'waiting',
  heard: 'active',
  'remedy-offered': 'active',
  resolved: 'done',
  'followed-up': 'done',
  withdrawn: 'stopped',
};

export function CaseStateTag({ state }: { state: CaseRow['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`service.states.${state}`)}</StateTag>;
}

/** Urgent words stand out; the others stay quiet. */
export function UrgencyMark({ urgency }: { urgency: CaseRow['urgency'] }) {
  const { t } = useTranslation();
  return <span className={`${styles.urgency} ${styles[urgency]}`}>{t(`service.urgencies.${urgency}`)}</span>;
}

const MINUTES_AN_HOUR = 60;

/** `200` → `3 小时 20 分` */
export function timeWords(t: TFunction, minutes: number): string {
  const hours = Math.floor(minutes / MINUTES_AN_HOUR);
  const rest = minutes % MINUTES_AN_HOUR;
  if (hours === 0) return t('service.deadline.minutes', { minutes: rest });
  if (rest === 0) return t('service.deadline.hours', { hours });
  return t('service.deadline.hoursMinutes', { hours, minutes: rest });
}

/** Going back to `heard` opens a case again when it was done, and talks an offer over when it was not. */
export function wordOf({ state }: Pick<CaseDetails, 'state'>, to: CaseStep['to']) {
  if (to === 'open') return 'reopen';
  if (to !== 'heard' || state === 'open') return to;
  return state === 'remedy-offered' ? 'rehear' : 'reopen';
}

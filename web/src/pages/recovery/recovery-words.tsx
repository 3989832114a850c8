import type { TFunction } from 'i18next';
import type { Alarm, RecoveryState } from '../../api/recovery-plans';
import type { Tone } from '../../ui/StateTag';
import { occasionName } from '../campaigns/occasions';

export const recoveryTone: Record<RecoveryState, Tone> = {
  open: 'attention',
  'in-progress': 'active',
  recovered: 'done',
  closed: 'stopped',
};

/** What an alarm compared. */
export function seasonOf(t: TFunction, { month, occasion, year }: Alarm): string {
  return occasion === null
    ? t('plans.recovery.monthOf', { month: (month ?? '').slice(0, 7) })
    : t('plans.recovery.festivalOf', { year, occasion: occasionName(t, occasion) });
}

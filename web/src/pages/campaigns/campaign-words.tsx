import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignState } from '../../api/types';
import { day } from '../../ui/numbers';
import { StateTag, type Tone } from '../../ui/StateTag';

export const campaignStates: readonly CampaignState[] = ['draft', 'active', 'done', 'cancelled'];

const tones: Record<CampaignState, Tone> = {
  draft: 'draft',
  active: 'active',
  done: 'done',
  cancelled: 'stopped',
};

export function CampaignStateTag({ state }: { state: CampaignState }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`campaigns.states.${state}`)}</StateTag>;
}

/** `2026-01-01 – 2026-03-31`, or nothing. */
export function dates({ startsOn, endsOn }: Pick<Campaign, 'startsOn' | 'endsOn'>): string {
  if (startsOn === null && endsOn === null) return '–';
  if (startsOn === endsOn) return day(startsOn);
  return `${startsOn === null ? '' : day(startsOn)} – ${endsOn === null ? '' : day(endsOn)}`;
}

/** Over: only its note can still be changed. */
export const isOver = (state: CampaignState): boolean => state === 'done' || state === 'cancelled';

import type { TFunction } from 'i18next';
import type { Goal, PlanState, Risk } from '../../../api/account-plans';
import type { Action } from '../../../api/account-actions';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import type { Tone } from '../../../ui/StateTag';

export const measures = [
  'revenue',
  'pieces',
  'campaigns',
  'products',
  'answered-in-time',
  'satisfaction',
  'coverage',
  'completeness',
] as const satisfies readonly Goal['measure'][];

type Measure = (typeof measures)[number];

/** Measures that can be narrowed to one product, and those that can be counted over a whole group. */
export const ofProduct: readonly Measure[] = ['revenue', 'pieces', 'campaigns'];
export const ofGroup: readonly Measure[] = ['revenue', 'pieces', 'campaigns', 'products'];

/** What one unit of the measure's field is in the API: yuan are kept as fen, scores as hundredths. */
export const scaleOf = (measure: Measure): number =>
  measure === 'revenue' || measure === 'satisfaction' ? 100 : 1;

export const isPercent = (measure: Measure): boolean =>
  measure === 'answered-in-time' || measure === 'coverage' || measure === 'completeness';

/** A value of a goal with its unit. */
export function goalValue(t: TFunction, measure: Measure, value: number) {
  if (measure === 'revenue') return <Money fen={value} unit />;
  if (measure === 'satisfaction')
    return `${(value / scaleOf(measure)).toFixed(2)} ${t('plans.units.points')}`;
  return isPercent(measure) ? `${value}%` : count(value);
}

export const standingTone: Record<Goal['standing'], Tone> = {
  'not-begun': 'draft',
  reached: 'done',
  'on-track': 'active',
  behind: 'attention',
  missed: 'stopped',
  unknown: 'draft',
};

export const planTone: Record<PlanState, Tone> = { draft: 'draft', approved: 'active', closed: 'done' };

export const riskTone: Record<Risk['state'], Tone> = {
  open: 'waiting',
  mitigated: 'active',
  happened: 'attention',
  closed: 'done',
};

export const actionTone: Record<Action['state'], Tone> = {
  open: 'waiting',
  done: 'done',
  dropped: 'stopped',
};

import { yuanText } from '../../../libs/money/money';
import type { Measure } from '../plans/plan-words';
import type { PackContent } from './pack-content';
import { type PackPart, table } from './pack-parts';
import { MEASURES_NAMED, PACK_WORDS, type PackLanguage } from './pack-words';

export interface PackGoal {
  measure: Measure;
  target: number;
  actual: number | null;
  ownerName: string | null;
}

/** Measures in hundredths of all. */
const PERCENT: ReadonlySet<Measure> = new Set(['answered-in-time', 'coverage', 'completeness']);

/** What was set out to be done, and what threatens it. */
export function planParts(
  { plan, actions, risks, recovery }: PackContent,
  language: PackLanguage,
): PackPart[] {
  const words = PACK_WORDS[language];
  const amount = (measure: Measure, value: number | null): string => {
    if (value === null) return '–';
    if (measure === 'revenue') return yuanText(value);
    if (measure === 'satisfaction') return (value / 100).toFixed(2);
    return PERCENT.has(measure) ? `${value}%` : value.toLocaleString('en-US');
  };
  const strategy: PackPart[] = plan?.strategy
    ? [{ kind: 'facts', facts: [[`${words.strategy} ${plan.year}`, plan.strategy]] }]
    : [];
  return [
    ...strategy,
    table(
      words,
      'goals',
      [
        ['what', 4],
        ['target', 3],
        ['reached', 3],
        ['owner', 2],
      ],
      (plan?.goals ?? []).map(({ measure, target, actual, ownerName }) => [
        MEASURES_NAMED[language][measure],
        amount(measure, target),
        amount(measure, actual),
        ownerName ?? '–',
      ]),
    ),
    table(
      words,
      'actions',
      [
        ['due', 2],
        ['what', 6],
        ['owner', 2],
      ],
      actions.map(({ dueOn, title, ownerName }) => [dueOn, title, ownerName ?? '–']),
    ),
    table(
      words,
      'risks',
      [
        ['level', 1],
        ['what', 6],
        ['owner', 2],
      ],
      risks.map(({ level, title, ownerName }) => [`${level}`, title, ownerName ?? '–']),
    ),
    table(
      words,
      'recovery',
      [
        ['due', 2],
        ['what', 6],
        ['owner', 2],
      ],
      recovery.map(({ dueOn, cause, ownerName }) => [dueOn, cause || '–', ownerName ?? '–']),
    ),
  ];
}

import type { PromiseCounts } from './promises';

/** What the program asks for in this order, and what people add. */
export const CHECK_KINDS = [
  'introduce',
  'cases',
  'campaigns',
  'plan',
  'documents',
  'access',
  'client-told',
  'extra',
] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export interface NewCheck {
  kind: CheckKind;
  title: string;
  /** The receiver confirms without it only with a reason. */
  mandatory: boolean;
}

/** Lines one hand-over may have. */
export const MOST_CHECKS = 40;

/** The checklist a hand-over begins with: what is not there need not be handed over. */
export function checklistFor(open: Pick<PromiseCounts, 'openCases' | 'campaigns'>): NewCheck[] {
  const asked: [CheckKind, boolean][] = [
    ['introduce', true],
    ...(open.openCases > 0 ? [['cases', true] as [CheckKind, boolean]] : []),
    ...(open.campaigns > 0 ? [['campaigns', true] as [CheckKind, boolean]] : []),
    ['plan', false],
    ['documents', true],
    ['access', false],
    ['client-told', true],
  ];
  return asked.map(([kind, mandatory]) => ({ kind, title: '', mandatory }));
}

/** Why somebody is away, as far as anybody has to know. */
export const ABSENCE_KINDS = ['leave', 'sick', 'travel', 'training', 'other'] as const;

export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

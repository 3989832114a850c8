/** Printed again and mailed all the same, or taken out and not mailed. */
export const SPOILAGE_OUTCOMES = ['reprinted', 'withdrawn'] as const;
export type SpoilageOutcome = (typeof SPOILAGE_OUTCOMES)[number];

export const SPOILAGE_REASONS = ['jam', 'torn', 'misprint', 'insert-fault', 'other'] as const;
export type SpoilageReason = (typeof SPOILAGE_REASONS)[number];

/** Pieces recorded at once; a make-good of so many fits a print thread. */
export const MOST_AT_ONCE = 5_000;

import { z } from 'zod';

/** An instant in answers: a `Date` from the database leaves as ISO 8601 text in UTC. */
export const instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime({ offset: true }),
);

/** A calendar date, `2026-05-17`. */
export const isoDate = z.iso.date();

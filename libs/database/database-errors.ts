import { QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/**
 * A UNIQUE constraint refused the row.
 *
 * @param constraint its name, when the table has several
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, constraint: name } = error.driverError as { code?: string; constraint?: string };
  return code === UNIQUE_VIOLATION && (constraint === undefined || constraint === name);
}

const FOREIGN_KEY_VIOLATION = '23503';

/** Something refers to the row, or the row to something that is not there. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  (error.driverError as { code?: string }).code === FOREIGN_KEY_VIOLATION;

import { isUniqueViolation } from '../../../libs/database/database-errors';
import { mergeOvertaken, undoBlocked } from './merges.errors';

/** `insufficient_privilege` and `foreign_key_violation`, PostgreSQL, appendix A. */
const REFUSED = '42501';
const POINTS_NOWHERE = '23503';

const sqlStateOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** Somebody else merged one of the two between reading and locking. */
export async function overtakenIfRefused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlStateOf(error) === REFUSED || isUniqueViolation(error, 'uq_record_merge_merged'))
      throw mergeOvertaken();
    throw error;
  }
}

/** What came after a merge stands in the way of undoing it. */
export async function blockedIfRefused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlStateOf(error) === REFUSED || sqlStateOf(error) === POINTS_NOWHERE) throw undoBlocked();
    throw error;
  }
}

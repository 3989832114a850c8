import { ApiError, type Conflict } from '../../api/problem';

/**
 * What was decided about a conflict, to be spread over what is sent: the version that is overruled, and what is taken
 * of theirs.
 */
export type Overruling = { version: number } & Record<string, unknown>;

/** A conflict whose other side is known. */
export type KnownConflict = Conflict & { current: Record<string, unknown> & { version: number } };

/** Both versions, when saving failed because somebody else saved first. */
export function conflictOf(error: unknown): KnownConflict | null {
  const conflict = error instanceof ApiError ? error.problem.conflict : undefined;
  return typeof conflict?.current?.version === 'number' ? (conflict as KnownConflict) : null;
}

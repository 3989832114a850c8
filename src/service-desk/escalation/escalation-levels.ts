/** 1: the owner and the account's primary manager; 2: the leader of the branch. */
export type EscalationLevel = 1 | 2;

/** The levels a case has reached: the first when half of the promised time is over, the second when all of it is. */
export function levelsReached(now: Date, due: { halfDueAt: Date; resolveDueAt: Date }): EscalationLevel[] {
  if (now >= due.resolveDueAt) return [1, 2];
  return now >= due.halfDueAt ? [1] : [];
}

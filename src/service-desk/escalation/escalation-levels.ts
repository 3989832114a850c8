/** 1: the owner and the account's primary manager; 2: the nearest leader upwards from the branch. */
export type EscalationLevel = 1 | 2;

/** The levels a case has reached: the first when half of the promised time is over, the second when all of it is. */
export function levelsReached(now: Date, due: { halfDueAt: Date; resolveDueAt: Date }): EscalationLevel[] {
  if (now >= due.resolveDueAt) return [1, 2];
  return now >= due.halfDueAt ? [1] : [];
}

const LAST_HOUR_MS = 3_600_000;

/** How far a report to the client that is not sent has come: 1 in its last hour, 2 when it is late, 0 before. */
export function reportLevel(now: Date, dueAt: Date): EscalationLevel | 0 {
  if (now >= dueAt) return 2;
  return dueAt.getTime() - now.getTime() <= LAST_HOUR_MS ? 1 : 0;
}

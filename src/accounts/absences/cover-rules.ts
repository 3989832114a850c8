/** Somebody is away from a day to a day, both included. Days are ISO texts, so they compare as text. */
export interface Absence {
  id: string;
  userId: string;
  fromOn: string;
  untilOn: string;
  /** Sees to all accounts but those with a cover of their own; null when nobody does. */
  coverId: string | null;
  accountCovers: readonly AccountCover[];
}

export interface AccountCover {
  accountId: string;
  coverId: string;
}

const isAway = (absence: Absence, userId: string, day: string): boolean =>
  absence.userId === userId && absence.fromOn <= day && day <= absence.untilOn;

const coverOf = ({ coverId, accountCovers }: Absence, accountId: string | null): string | null =>
  accountCovers.find((cover) => cover.accountId === accountId)?.coverId ?? coverId;

/**
 * Who acts for a person at an account on a day: themselves while they are there, else their cover, else the cover's
 * cover. The way never comes by the same person twice, so it ends.
 *
 * @param accountId null for an account that nobody has named a cover for
 * @returns null when it ends at somebody who is away
 */
export function standIn(
  absences: readonly Absence[],
  userId: string,
  accountId: string | null,
  day: string,
): string | null {
  const seen = new Set<string>();
  let acting = userId;
  while (!seen.has(acting)) {
    seen.add(acting);
    const away = absences.find((absence) => isAway(absence, acting, day));
    if (!away) return acting;
    const cover = coverOf(away, accountId);
    if (cover === null) return null;
    acting = cover;
  }
  return null;
}

/** What stands against an absence. */
export type CoverProblem =
  /** The cover it names is away as well, and whoever they lead to is too, or leads back. */
  | { kind: 'cover-away'; day: string }
  /** Somebody away relies on this person, who would leave nobody in their place. */
  | { kind: 'relied-on'; day: string };

/**
 * Looks through every day of an absence: each cover it names must lead to somebody who is there, and whoever relies on
 * its person must not lose who acts for them.
 *
 * @param others absences of everybody concerned, the one in question left out
 */
export function coverProblem(absence: Absence, others: readonly Absence[]): CoverProblem | null {
  const all = [...others, absence];
  const accounts = [
    null,
    ...new Set(all.flatMap(({ accountCovers }) => accountCovers.map((one) => one.accountId))),
  ];
  for (const day of turningDays(absence, others)) {
    for (const accountId of accounts) {
      const named = coverOf(absence, accountId) !== null;
      if (named && standIn(all, absence.userId, accountId, day) === null) return { kind: 'cover-away', day };
      const relying = others.filter((other) => isAway(other, other.userId, day));
      const lost = relying.some(
        ({ userId }) =>
          standIn(others, userId, accountId, day) !== null && standIn(all, userId, accountId, day) === null,
      );
      if (lost) return { kind: 'relied-on', day };
    }
  }
  return null;
}

/** The days on which somebody leaves: between them who acts for whom only ever grows. */
function turningDays({ fromOn, untilOn }: Absence, others: readonly Absence[]): string[] {
  const starts = others.map((other) => other.fromOn).filter((day) => day > fromOn && day <= untilOn);
  const returns = others
    .map((other) => dayAfter(other.untilOn))
    .filter((day) => day > fromOn && day <= untilOn);
  return [...new Set([fromOn, ...starts, ...returns])].sort();
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

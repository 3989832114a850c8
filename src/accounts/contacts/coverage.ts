import type { TeamRole } from '../account-words';
import { type Rank, RANKS } from './contact-words';

/** One of ours as the service team has them. */
export interface Colleague {
  userId: string;
  userName: string | null;
  roles: readonly TeamRole[];
}

/** One of theirs and who of ours keeps the relationship. */
export interface Counterpart {
  contactId: string;
  name: string;
  rank: Rank;
  coveredBy: readonly { userId: string; userName: string | null }[];
}

export interface PersonRef {
  contactId: string;
  name: string;
}

export interface CoverageRow {
  /** Their rank. */
  rank: Rank;
  people: number;
  /** Kept by somebody of ours of the same rank or above. */
  met: number;
  /** Kept only by colleagues below their rank. */
  below: PersonRef[];
  /** Kept by nobody in the team. */
  nobody: PersonRef[];
}

export interface CoverageCell {
  theirs: Rank;
  ours: Rank;
  meetings: (PersonRef & { userId: string; userName: string | null })[];
}

export interface Coverage {
  rows: CoverageRow[];
  /** Pairs of ranks that have somebody; what is not here is empty. */
  cells: CoverageCell[];
  /** Our people at each rank, highest first. */
  ours: { rank: Rank; members: { userId: string; userName: string | null }[] }[];
}

const RANK_OF_ROLE: Record<TeamRole, Rank> = {
  sponsor: 'executive',
  lead: 'senior',
  primary: 'manager',
  backup: 'staff',
  designer: 'staff',
  operator: 'staff',
};

const height = (rank: Rank) => RANKS.length - RANKS.indexOf(rank);

/** The highest rank the roles give; null for somebody outside the team. */
export function ourRank(roles: readonly TeamRole[]): Rank | null {
  const ranks = new Set(roles.map((role) => RANK_OF_ROLE[role]));
  return RANKS.find((rank) => ranks.has(rank)) ?? null;
}

/**
 * Who of theirs is met by whom of ours, rank against rank, and where nobody of equal rank is. A colleague who left
 * the team keeps nothing any more.
 */
export function coverageOf(people: readonly Counterpart[], team: readonly Colleague[]): Coverage {
  const rankOf = new Map(team.map(({ userId, roles }) => [userId, ourRank(roles)]));
  const ours = RANKS.map((rank) => ({
    rank,
    members: team
      .filter(({ userId }) => rankOf.get(userId) === rank)
      .map(({ userId, userName }) => ({ userId, userName })),
  }));
  return {
    rows: RANKS.map((rank) => rowOf(rank, people, rankOf)),
    cells: RANKS.flatMap((theirs) => RANKS.map((mine) => cellOf(theirs, mine, people, rankOf))).filter(
      ({ meetings }) => meetings.length > 0,
    ),
    ours,
  };
}

type RankOf = ReadonlyMap<string, Rank | null>;

function rowOf(rank: Rank, people: readonly Counterpart[], rankOf: RankOf): CoverageRow {
  const row: CoverageRow = { rank, people: 0, met: 0, below: [], nobody: [] };
  for (const { contactId, name, coveredBy } of people.filter((person) => person.rank === rank)) {
    const heights = coveredBy.flatMap(({ userId }) => {
      const mine = rankOf.get(userId);
      return mine ? [height(mine)] : [];
    });
    row.people += 1;
    if (heights.length === 0) row.nobody.push({ contactId, name });
    else if (Math.max(...heights) >= height(rank)) row.met += 1;
    else row.below.push({ contactId, name });
  }
  return row;
}

function cellOf(theirs: Rank, ours: Rank, people: readonly Counterpart[], rankOf: RankOf): CoverageCell {
  const meetings = people
    .filter(({ rank }) => rank === theirs)
    .flatMap(({ contactId, name, coveredBy }) =>
      coveredBy
        .filter(({ userId }) => rankOf.get(userId) === ours)
        .map(({ userId, userName }) => ({ contactId, name, userId, userName })),
    );
  return { theirs, ours, meetings };
}

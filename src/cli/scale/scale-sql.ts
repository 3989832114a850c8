/**
 * Numbers and words made inside the database from a row's number alone, so that millions of rows are one statement and
 * the same on every machine.
 */
const MS_OF_FIRST_ID = Date.UTC(2026, 0, 1);

/** What an id is of, so that no two tables share one. */
export const ID_KINDS = {
  branch: 1,
  user: 2,
  account: 3,
  contact: 4,
  position: 5,
  campaign: 6,
  revenue: 7,
  entry: 8,
  member: 9,
} as const;

/** Words as an SQL array constant. */
export const wordsSql = (words: readonly string[]): string =>
  `ARRAY[${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')}]`;

export class ScaleSql {
  constructor(private readonly seed: number) {}

  /** A whole number from 0 to `below - 1`; other salts give independent ones for the same row. */
  dice(salt: number, row: string, below: number | string): string {
    return `((hashint8extended((${row})::bigint, ${this.seed * 1000 + salt}) & 9223372036854775807) % ${below})::integer`;
  }

  /** One of `words`. */
  pick(words: readonly string[], salt: number, row: string): string {
    return `(${wordsSql(words)})[1 + ${this.dice(salt, row, words.length)}]`;
  }

  /** True for `percent` of a hundred rows. */
  chance(percent: number, salt: number, row: string): string {
    return `(${this.dice(salt, row, 100)} < ${percent})`;
  }

  /** The id of row number `row`, in the layout of version 7: they grow with the row as real ones grow with time. */
  id(kind: keyof typeof ID_KINDS, row: string): string {
    const tail = `hashint8extended((${row})::bigint, ${this.seed * 1000 + ID_KINDS[kind]}) & 281474976710655`;
    return `(lpad(to_hex(${MS_OF_FIRST_ID} + (${row})::bigint), 12, '0') || '7${String(ID_KINDS[kind]).padStart(3, '0')}8000'
      || lpad(to_hex(${tail}), 12, '0'))::uuid`;
  }
}

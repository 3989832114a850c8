import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, type PageRequest, readPage } from '../../../libs/database/list-page';
import { ACCOUNT_WEIGHTS, CONTACT_WEIGHTS, POSSIBLE, scoreSql } from './duplicate-rules';

export type DuplicateType = 'account' | 'contact';

/** One of two records, as far as it tells them apart in a list. */
export interface PairSide {
  id: string;
  /** Code of an account, firms of a contact. */
  detail: string;
  name: string;
  branchName: string | null;
  createdAt: string;
}

export interface PairRow {
  id: string;
  first: PairSide;
  second: PairSide;
  shared: string[];
  differ: boolean;
  dismissedByName: string | null;
}

const side = (row: string, branch: string, detail: string): string => `json_build_object('id', ${row}.id,
  'detail', ${detail}, 'name', ${row}.name, 'branchName', ${branch}.name, 'createdAt', ${row}.created_at)`;
const firmsOf = (row: string): string => `(SELECT coalesce(string_agg(f.name, '、' ORDER BY f.name), '')
  FROM contact_position o JOIN key_account f ON f.id = o.account_id WHERE o.contact_id = ${row}.id)`;

interface Compared {
  table: string;
  weights: Readonly<Record<string, number>>;
  /** What two rows share besides what they are looked up by. */
  alsoShared: string;
  differ: string;
  detail: (row: string) => string;
}

const COMPARED: Record<DuplicateType, Compared> = {
  account: {
    table: 'key_account',
    weights: ACCOUNT_WEIGHTS,
    alsoShared: `'{}'::text[]`,
    differ: 'coalesce(a.credit_code <> c.credit_code, false)',
    detail: (row) => `${row}.code`,
  },
  contact: {
    table: 'contact',
    weights: CONTACT_WEIGHTS,
    alsoShared: `CASE WHEN person_match_name(a.name) = person_match_name(c.name) THEN ARRAY['same-name'] ELSE '{}' END`,
    differ: 'false',
    detail: firmsOf,
  },
};

// Row security of both tables leaves out pairs of which the viewer sees one at most.
function listOf(type: DuplicateType): ListSource {
  const { table, weights, alsoShared, differ, detail } = COMPARED[type];
  const scored = scoreSql(weights, 'x.shared', 'x.differ');
  return {
    columns: `s.id, ${side('a', 'ab', detail('a'))} AS first, ${side('c', 'cb', detail('c'))} AS second,
      s.shared, s.differ, u.name AS "dismissedByName"`,
    from: `FROM (
      SELECT md5(x.first_id::text || x.second_id)::uuid AS id, x.*, ${scored} AS score FROM (
        SELECT p.first_id, p.second_id, p.rules || ${alsoShared} AS shared, ${differ} AS differ FROM (
          SELECT first_id, second_id, array_agg(rule) AS rules FROM duplicate_pair
          WHERE record_type = '${type}' GROUP BY first_id, second_id) AS p
        JOIN ${table} a ON a.id = p.first_id JOIN ${table} c ON c.id = p.second_id) AS x) AS s
      JOIN ${table} a ON a.id = s.first_id JOIN ${table} c ON c.id = s.second_id
      LEFT JOIN branch ab ON ab.id = a.branch_id LEFT JOIN branch cb ON cb.id = c.branch_id
      LEFT JOIN duplicate_dismissal d ON d.record_type = '${type}' AND d.first_id = s.first_id AND d.second_id = s.second_id
      LEFT JOIN user_account u ON u.id = d.dismissed_by`,
    filter: `s.score >= ${POSSIBLE} AND (d.first_id IS NOT NULL) = $1
      AND ($2::uuid IS NULL OR $2 IN (s.first_id, s.second_id))`,
    sortColumns: { score: { expression: 's.score', type: 'integer' } },
    defaultSort: '-score',
    idColumn: 's.id',
  };
}

const LISTS = { account: listOf('account'), contact: listOf('contact') };

@Injectable()
export class DuplicatePairsRepository {
  constructor(private readonly database: Database) {}

  /** @param dismissed pairs that somebody told apart, or the others */
  page(
    type: DuplicateType,
    request: PageRequest,
    dismissed: boolean,
    recordId: string | null,
  ): Promise<Page<PairRow>> {
    return readPage(this.database.manager, LISTS[type], request, [dismissed, recordId]);
  }

  /** Whether the viewer sees both. */
  async seen(type: DuplicateType, ids: readonly [string, string]): Promise<boolean> {
    const [row]: { seen: boolean }[] = await this.database.manager.query(
      'SELECT match_sees($1, $2) AND match_sees($1, $3) AS seen',
      [type, ...ids],
    );
    return row!.seen;
  }

  async dismiss(type: DuplicateType, ids: readonly [string, string]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO duplicate_dismissal (record_type, first_id, second_id, dismissed_by)
       VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), app_user_id()) ON CONFLICT DO NOTHING`,
      [type, ...ids],
    );
  }

  async bringBack(type: DuplicateType, ids: readonly [string, string]): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM duplicate_dismissal WHERE record_type = $1
         AND first_id = least($2::uuid, $3::uuid) AND second_id = greatest($2::uuid, $3::uuid)`,
      [type, ...ids],
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code typed by half is looked up by more than its pairs of characters, which all codes may share. */
export class SelectiveWords1700000035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${RUNS}
      ${indexOf(`(search_grams(${WORDS}, 1) || search_runs(${WORDS}))`)}
      ${matching(
        `(search_grams(${WORDS}, 1) || search_runs(${WORDS}))`,
        '(search_grams(lower(typed), least(2, length(typed))) || search_runs(lower(typed)))',
      )}
      ANALYZE key_account;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${indexOf(`search_grams(${WORDS}, 1)`)}
      ${matching(`search_grams(${WORDS}, 1)`, 'search_grams(lower(typed), least(2, length(typed)))')}
      DROP FUNCTION search_runs(text);
    `);
  }
}

const WORDS = 'account_words(code, name, legal_name, credit_code, trade_names)';

// With codes such as K0012345 every pair of characters names nearly all accounts; runs of four tell them apart. Names
// in Chinese need none.
const RUNS = `
  CREATE FUNCTION search_runs(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
      SELECT coalesce(array_agg(DISTINCT substr(words, at, 4)), '{}')
      FROM generate_series(1, length(words) - 3) AS at
      WHERE substr(words, at, 4) COLLATE "C" ~ '^[0-9a-z]{4}$'
    $$;
`;

const indexOf = (expression: string): string => `
  DROP INDEX ix_key_account_search;
  CREATE INDEX ix_key_account_search ON key_account USING gin (${expression});
`;

const matching = (indexed: string, wanted: string): string => `
  CREATE OR REPLACE FUNCTION key_account_matching(typed text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
      SELECT a.id FROM key_account a
      WHERE ${indexed} @> ${wanted}
        AND (length(typed) <= 2
          OR strpos(lower(a.code || E'\\n' || a.name || E'\\n' || coalesce(a.legal_name, '') || E'\\n'
            || coalesce(a.credit_code, '') || CASE WHEN a.trade_names = '{}' THEN '' ELSE
              E'\\n' || array_to_string(a.trade_names, E'\\n') END), lower(typed)) > 0)
        AND (a.branch_id = ANY ((SELECT app_branch_ids())::uuid[]) OR a.id = ANY ((SELECT app_account_ids())::uuid[]))
  $$;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps lists and search of accounts fast when there are a hundred thousand of them. */
export class ScaleIndexes1700000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SORTS);
    await runner.query(TEAM);
    await runner.query(WORDS);
    await runner.query(SEARCH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION key_account_matching(text);
      DROP INDEX ix_key_account_search;
      DROP FUNCTION account_words(text, text, text, text, text[]), search_grams(text, integer);
      CREATE INDEX ix_key_account_search ON key_account USING gin (
        code gin_trgm_ops, name gin_trgm_ops, legal_name gin_trgm_ops, credit_code gin_trgm_ops,
        (words_of(trade_names)) gin_trgm_ops);
      REVOKE SELECT (code, name, legal_name, credit_code, trade_names) ON key_account FROM hongyan_system;
      ALTER POLICY account_member_read ON account_member USING (account_id IN (SELECT id FROM key_account));
      ALTER POLICY account_member_write ON account_member
        USING (account_id IN (SELECT id FROM key_account WHERE ${OWN}))
        WITH CHECK (account_id IN (SELECT id FROM key_account WHERE ${OWN}));
      DROP INDEX ix_key_account_by_kind, ix_key_account_by_name, ix_key_account_by_code, ix_key_account_by_completeness,
        ix_key_account_by_review;
    `);
  }
}

// A page is read in the order of its index and stops when it is full, instead of sorting all that match; the two filters
// most used together have one that also counts them. In the order of their characters, because divisions are looked up
// by how they begin.
const SORTS = `
  CREATE INDEX ix_key_account_by_name ON key_account (name COLLATE "zh-x-icu", id);
  CREATE INDEX ix_key_account_by_code ON key_account (code, id);
  CREATE INDEX ix_key_account_by_completeness ON key_account ((completeness::integer), id);
  CREATE INDEX ix_key_account_by_kind ON key_account (tier, industry COLLATE "C");
  CREATE INDEX ix_key_account_by_review ON key_account (review_due_on, id);
`;

const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';

// IN reads every account there is to show the team of one.
const TEAM = `
  ALTER POLICY account_member_read ON account_member
    USING (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id));
  ALTER POLICY account_member_write ON account_member
    USING (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id AND a.${OWN}))
    WITH CHECK (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id AND a.${OWN}));
`;

// Single characters and pairs, because what is typed in Chinese is mostly one or two characters long and trigrams find
// nothing in so little. A line end keeps the end of one field from pairing with the beginning of the next.
const WORDS = `
  CREATE FUNCTION search_grams(words text, shortest integer) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
      SELECT coalesce(array_agg(DISTINCT substr(words, at, size)), '{}')
      FROM generate_series(1, length(words)) AS at, generate_series(shortest, 2) AS size
      WHERE at + size - 1 <= length(words)
    $$;
  CREATE FUNCTION account_words(code text, name text, legal_name text, credit_code text, trade_names text[])
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
      SELECT lower(code || E'\\n' || name || E'\\n' || coalesce(legal_name, '') || E'\\n' || coalesce(credit_code, '')
        || E'\\n' || array_to_string(trade_names, E'\\n'))
    $$;
  DROP INDEX ix_key_account_search;
  CREATE INDEX ix_key_account_search ON key_account
    USING gin (search_grams(account_words(code, name, legal_name, credit_code, trade_names), 1));
`;

// Row security compares rows with its rules before anything that might tell of them, which rules out every index over
// words. So the words are looked up as the system role, and the function itself holds to the rules of key_account: it
// names what the viewer may see and nothing else. Two characters or one are all in the index; of more, the pairs are.
const SEARCH = `
  GRANT SELECT (code, name, legal_name, credit_code, trade_names) ON key_account TO hongyan_system;
  CREATE FUNCTION key_account_matching(typed text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
      SELECT a.id FROM key_account a
      WHERE search_grams(account_words(a.code, a.name, a.legal_name, a.credit_code, a.trade_names), 1)
          @> search_grams(lower(typed), least(2, length(typed)))
        AND (length(typed) <= 2
          OR strpos(lower(a.code || E'\\n' || a.name || E'\\n' || coalesce(a.legal_name, '') || E'\\n'
            || coalesce(a.credit_code, '') || CASE WHEN a.trade_names = '{}' THEN '' ELSE
              E'\\n' || array_to_string(a.trade_names, E'\\n') END), lower(typed)) > 0)
        AND (a.branch_id = ANY ((SELECT app_branch_ids())::uuid[])
          OR a.member_ids @> ARRAY[(SELECT app_user_id())])
    $$;
  REVOKE ALL ON FUNCTION key_account_matching(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION key_account_matching(text) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION key_account_matching(text) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of a key account: names, code, places, dates, habits; how complete and how fresh it is. */
export class AccountProfile1700000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROFILE);
    await runner.query(FRESHNESS);
    await runner.query(SEARCH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_key_account_search;
      CREATE INDEX ix_key_account_search ON key_account USING gin (code gin_trgm_ops, name gin_trgm_ops);
      ALTER TABLE key_account
        DROP COLUMN legal_name, DROP COLUMN trade_names, DROP COLUMN credit_code, DROP COLUMN phone,
        DROP COLUMN website, DROP COLUMN tags, DROP COLUMN classifications, DROP COLUMN addresses,
        DROP COLUMN important_dates, DROP COLUMN mail_habits, DROP COLUMN completeness,
        DROP COLUMN reviewed_on, DROP COLUMN review_due_on;
      DROP FUNCTION words_of(text[]);
    `);
  }
}

// Places, dates and habits are saved whole under the account's version and read whole with it: one row, one history.
const PROFILE = `
  ALTER TABLE key_account
    ADD COLUMN legal_name text CHECK (length(legal_name) BETWEEN 1 AND 120),
    ADD COLUMN trade_names text[] NOT NULL DEFAULT '{}',
    ADD COLUMN credit_code text CHECK (credit_code ~ '^[0-9A-HJ-NP-RTUWXY]{18}$'),
    ADD COLUMN phone text CHECK (length(phone) BETWEEN 3 AND 40),
    ADD COLUMN website text CHECK (website ~ '^https?://' AND length(website) <= 200),
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN classifications text[] NOT NULL DEFAULT '{}',
    ADD COLUMN addresses jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(addresses) = 'array'),
    ADD COLUMN important_dates jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(important_dates) = 'array'),
    ADD COLUMN mail_habits jsonb CHECK (jsonb_typeof(mail_habits) = 'object');
  CREATE UNIQUE INDEX uq_key_account_branch_credit_code ON key_account (branch_id, credit_code);
  CREATE INDEX ix_key_account_credit_code ON key_account (credit_code);
  CREATE INDEX ix_key_account_tags ON key_account USING gin (tags);
`;

// Accounts from before have an industry and a manager at most, which weigh ten each; none has been reviewed, so all
// are due.
const FRESHNESS = `
  ALTER TABLE key_account
    ADD COLUMN completeness smallint NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),
    ADD COLUMN reviewed_on date,
    ADD COLUMN review_due_on date NOT NULL DEFAULT now();
  UPDATE key_account SET completeness =
    CASE WHEN industry IS NULL THEN 0 ELSE 10 END + CASE WHEN manager_id IS NULL THEN 0 ELSE 10 END;
  CREATE INDEX ix_key_account_review ON key_account (review_due_on) WHERE active;
`;

// Joining an array is only stable in general, for what it may join; of texts it always gives the same text.
const SEARCH = `
  CREATE FUNCTION words_of(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT array_to_string(words, ' ') $$;
  DROP INDEX ix_key_account_search;
  CREATE INDEX ix_key_account_search ON key_account USING gin (
    code gin_trgm_ops, name gin_trgm_ops, legal_name gin_trgm_ops, credit_code gin_trgm_ops,
    (words_of(trade_names)) gin_trgm_ops);
`;

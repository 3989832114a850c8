import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of a year, what was offered and lost of each product, and how an account fares. */
export class AccountPlans1700000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PLANS);
    await runner.query(WHITESPACE);
    await runner.query(HEALTH);
    await runner.query(VIEWS);
    await runner.query(ROW_SECURITY);
    await runner.query(HEALTH_OF_EVERY_ACCOUNT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_health_begins ON key_account;
      DROP TRIGGER account_health_moves ON key_account;
      DROP FUNCTION account_health_begins(), account_health_moves();
      DROP VIEW account_revenue_line, account_campaign_fact, account_case_fact, account_answer;
      DROP TABLE account_health_month, account_health, account_whitespace, plan_goal, account_plan CASCADE;
    `);
  }
}

const PRODUCT = `~ '^[a-z][a-z-]{1,39}$'`;

// What a goal has reached is never stored while the plan runs: it is counted from what happened. Closing keeps it.
const PLANS = `
  CREATE TABLE account_plan (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved', 'closed')),
    strategy text NOT NULL DEFAULT '' CHECK (length(strategy) <= 4000),
    owner_id uuid REFERENCES user_account (id),
    result text NOT NULL DEFAULT '' CHECK (length(result) <= 2000),
    approved_by uuid REFERENCES user_account (id),
    approved_at timestamptz,
    closed_by uuid REFERENCES user_account (id),
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_account_plan_year UNIQUE (account_id, year),
    CONSTRAINT ck_account_plan_approved CHECK ((state = 'draft') = (approved_by IS NULL)),
    CONSTRAINT ck_account_plan_closed CHECK ((state = 'closed') = (closed_by IS NOT NULL))
  );

  CREATE TABLE plan_goal (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    plan_id uuid NOT NULL REFERENCES account_plan (id),
    account_id uuid NOT NULL REFERENCES key_account (id),
    measure text NOT NULL CHECK (measure IN ('revenue', 'pieces', 'campaigns', 'products', 'answered-in-time',
      'satisfaction', 'coverage', 'completeness')),
    reach text NOT NULL DEFAULT 'account' CHECK (reach IN ('account', 'group')),
    product text CHECK (product ${PRODUCT}),
    target bigint NOT NULL CHECK (target > 0),
    owner_id uuid REFERENCES user_account (id),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    closed_value bigint,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_plan_goal_product CHECK (product IS NULL OR measure IN ('revenue', 'pieces', 'campaigns')),
    CONSTRAINT ck_plan_goal_reach CHECK (reach = 'account' OR measure IN ('revenue', 'pieces', 'campaigns', 'products'))
  );
  CREATE UNIQUE INDEX uq_plan_goal_measure ON plan_goal (plan_id, measure, reach, product) NULLS NOT DISTINCT;
`;

// What was bought is read from campaigns and revenue; only what nobody else knows is written down, and nothing of it is
// ever changed: a later word replaces an earlier one.
const WHITESPACE = `
  CREATE TABLE account_whitespace (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    product text NOT NULL CHECK (product ${PRODUCT}),
    state text NOT NULL CHECK (state IN ('proposed', 'lost')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    amount_fen bigint CHECK (amount_fen >= 0),
    happened_on date NOT NULL,
    recorded_by uuid NOT NULL REFERENCES user_account (id),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_by uuid REFERENCES user_account (id),
    withdrawn_at timestamptz,
    CONSTRAINT ck_account_whitespace_withdrawn CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
  );
  CREATE INDEX ix_account_whitespace_account ON account_whitespace (account_id, product, happened_on);
`;

const HEALTH = `
  CREATE TABLE account_health (
    account_id uuid PRIMARY KEY REFERENCES key_account (id) ON DELETE CASCADE,
    branch_id uuid NOT NULL REFERENCES branch (id),
    score smallint CHECK (score BETWEEN 0 AND 100),
    parts jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(parts) = 'array'),
    computed_at timestamptz,
    due_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_account_health_due ON account_health (branch_id, due_at);
  CREATE INDEX ix_account_health_score ON account_health (score, account_id);

  CREATE TABLE account_health_month (
    account_id uuid NOT NULL REFERENCES key_account (id) ON DELETE CASCADE,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    parts jsonb NOT NULL CHECK (jsonb_typeof(parts) = 'array'),
    PRIMARY KEY (account_id, month)
  );
`;

// Accounts stand before campaigns, revenue and the service desk and import none of them; these views are what those
// let them read, under the reader's own row security. A campaign that runs over the new year is the edition of the
// year it ends in, so that a Spring Festival mailed from December on is one festival.
const VIEWS = `
  CREATE VIEW account_revenue_line WITH (security_invoker = true) AS
    SELECT r.account_id, r.campaign_id, r.product, r.year, r.month, r.amount_fen, r.pieces, c.occasion,
           coalesce(extract(year FROM coalesce(c.ends_on, c.starts_on))::integer, r.year) AS edition
    FROM revenue_line r LEFT JOIN campaign c ON c.id = r.campaign_id WHERE r.account_id IS NOT NULL;
  CREATE VIEW account_campaign_fact WITH (security_invoker = true) AS
    SELECT account_id, id AS campaign_id, name, product, occasion, state, starts_on, ends_on,
           extract(year FROM coalesce(starts_on, created_at))::integer AS year
    FROM campaign WHERE state <> 'cancelled';
  CREATE VIEW account_case_fact WITH (security_invoker = true) AS
    SELECT account_id, id AS case_id, kind, state, opened_at, answer_due_at, answered_at, resolve_due_at,
           state IN ('open', 'heard', 'remedy-offered') AS running
    FROM service_case WHERE state <> 'withdrawn';
  CREATE VIEW account_answer WITH (security_invoker = true) AS
    SELECT c.account_id, l.score, l.answered_at
    FROM case_answer_link l JOIN service_case c ON c.id = l.case_id WHERE l.answered_at IS NOT NULL;
  GRANT SELECT ON account_revenue_line, account_campaign_fact, account_case_fact, account_answer TO hongyan_app;
`;

const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';

const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}
`;

/** Read with the account, written by the branch that owns the account. */
function ofAccount(table: string, grants: string): string {
  const seen = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id)`;
  const owned = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id AND a.${OWN})`;
  return secured(
    table,
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT TO hongyan_app USING (${seen});
     CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO hongyan_app WITH CHECK (${owned});
     CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO hongyan_app USING (${owned}) WITH CHECK (${owned});
     CREATE POLICY ${table}_delete ON ${table} FOR DELETE TO hongyan_app USING (${owned});
     GRANT ${grants} ON ${table} TO hongyan_app;`,
  );
}

const ROW_SECURITY = [
  ofAccount('account_plan', 'SELECT, INSERT, UPDATE'),
  ofAccount('plan_goal', 'SELECT, INSERT, UPDATE, DELETE'),
  ofAccount('account_whitespace', 'SELECT, INSERT, UPDATE (withdrawn_by, withdrawn_at)'),
  ofAccount('account_health', 'SELECT, UPDATE (score, parts, computed_at, due_at)'),
  ofAccount('account_health_month', 'SELECT, INSERT, UPDATE (score, parts)'),
].join('\n');

// Every account has a row that says when its health is to be counted next, whatever way it came in; so the row is
// written by the system role, which knows of it where it stands and when it is due.
const HEALTH_OF_EVERY_ACCOUNT = `
  CREATE POLICY account_health_due ON account_health TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT (account_id, branch_id, due_at), INSERT (account_id, branch_id), UPDATE (branch_id, due_at)
    ON account_health TO hongyan_system;
  INSERT INTO account_health (account_id, branch_id) SELECT id, branch_id FROM key_account;

  CREATE FUNCTION account_health_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO account_health (account_id, branch_id) SELECT id, branch_id FROM added;
    RETURN NULL;
  END $$;
  CREATE FUNCTION account_health_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE account_health SET branch_id = NEW.branch_id, due_at = now() WHERE account_id = NEW.id;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION account_health_begins(), account_health_moves() FROM PUBLIC;
  CREATE TRIGGER account_health_begins AFTER INSERT ON key_account
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION account_health_begins();
  CREATE TRIGGER account_health_moves AFTER UPDATE OF branch_id ON key_account
    FOR EACH ROW WHEN (OLD.branch_id IS DISTINCT FROM NEW.branch_id) EXECUTE FUNCTION account_health_moves();
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION account_health_begins() OWNER TO hongyan_system;
  ALTER FUNCTION account_health_moves() OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

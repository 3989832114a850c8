import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Falls of revenue and the plans to recover; risks, and the actions of both. */
export class AccountRecovery1700000022001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECOVERY);
    await runner.query(RISKS);
    await runner.query(ROW_SECURITY);
    await runner.query(WORKING_DAYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION working_day_after(uuid, date, integer);
      DROP TABLE account_action, account_risk, decline_alarm, recovery_plan, decline_threshold, decline_check CASCADE;
    `);
  }
}

// An alarm keeps the figures it went off by. One key, one alarm, for ever: whoever looks a second time finds it there.
const RECOVERY = `
  CREATE TABLE decline_threshold (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid REFERENCES branch (id),
    tier text NOT NULL CHECK (tier IN ('provincial', 'key', 'standard')),
    festival_percent smallint NOT NULL CHECK (festival_percent BETWEEN 1 AND 100),
    month_percent smallint NOT NULL CHECK (month_percent BETWEEN 1 AND 100),
    least_fen bigint NOT NULL CHECK (least_fen >= 1),
    recovery_days smallint NOT NULL CHECK (recovery_days BETWEEN 1 AND 250),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX uq_decline_threshold_tier ON decline_threshold (branch_id, tier) NULLS NOT DISTINCT;
  INSERT INTO decline_threshold (branch_id, tier, festival_percent, month_percent, least_fen, recovery_days) VALUES
    (NULL, 'provincial', 15, 25, 1000000, 10), (NULL, 'key', 20, 30, 500000, 15),
    (NULL, 'standard', 30, 50, 200000, 20);

  CREATE TABLE decline_check (
    branch_id uuid PRIMARY KEY REFERENCES branch (id),
    checked_at timestamptz NOT NULL,
    accounts integer NOT NULL CHECK (accounts >= 0)
  );

  CREATE TABLE recovery_plan (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in-progress', 'recovered', 'closed')),
    owner_id uuid REFERENCES user_account (id),
    due_on date NOT NULL,
    cause text NOT NULL DEFAULT '' CHECK (length(cause) <= 2000),
    result text NOT NULL DEFAULT '' CHECK (length(result) <= 2000),
    opened_at timestamptz NOT NULL DEFAULT now(),
    ended_by uuid REFERENCES user_account (id),
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_recovery_plan_ended CHECK ((state IN ('recovered', 'closed')) = (ended_at IS NOT NULL)),
    CONSTRAINT ck_recovery_plan_result CHECK (state IN ('open', 'in-progress') OR length(result) > 0)
  );
  CREATE UNIQUE INDEX uq_recovery_plan_running ON recovery_plan (account_id) WHERE state IN ('open', 'in-progress');
  CREATE INDEX ix_recovery_plan_account ON recovery_plan (account_id);
  CREATE INDEX ix_recovery_plan_due ON recovery_plan (due_on, id);

  CREATE TABLE decline_alarm (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    recovery_id uuid NOT NULL REFERENCES recovery_plan (id),
    kind text NOT NULL CHECK (kind IN ('festival', 'month')),
    year smallint NOT NULL,
    month date CHECK (extract(day FROM month) = 1),
    occasion text CHECK (length(occasion) BETWEEN 1 AND 60),
    before_fen bigint NOT NULL,
    now_fen bigint NOT NULL,
    threshold_percent smallint NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ck_decline_alarm_fall CHECK (now_fen < before_fen),
    CONSTRAINT ck_decline_alarm_kind CHECK ((kind = 'festival') = (occasion IS NOT NULL)
      AND (kind = 'month') = (month IS NOT NULL))
  );
  CREATE UNIQUE INDEX uq_decline_alarm ON decline_alarm (account_id, kind, year, month, occasion) NULLS NOT DISTINCT;
  CREATE INDEX ix_decline_alarm_recovery ON decline_alarm (recovery_id);
`;

// A step of a recovery is an action like any other.
const RISKS = `
  CREATE TABLE account_risk (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 5),
    likelihood smallint NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    owner_id uuid REFERENCES user_account (id),
    due_on date,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'mitigated', 'happened', 'closed')),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_account_risk_account ON account_risk (account_id);

  CREATE TABLE account_action (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    risk_id uuid REFERENCES account_risk (id),
    recovery_id uuid REFERENCES recovery_plan (id),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    owner_id uuid REFERENCES user_account (id),
    due_on date NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_account_action_ended CHECK ((state = 'open') = (ended_at IS NULL))
  );
  CREATE INDEX ix_account_action_account ON account_action (account_id);
  CREATE INDEX ix_account_action_recovery ON account_action (recovery_id);
  CREATE INDEX ix_account_action_due ON account_action (due_on, id);
`;

const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';

const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}
`;

/** Read by whom `read` lets, written by the branch that owns the account. */
function ofAccount(table: string, grants: string, read: 'seen' | 'owned' = 'seen'): string {
  const seen = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id)`;
  const owned = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id AND a.${OWN})`;
  return secured(
    table,
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT TO hongyan_app USING (${read === 'seen' ? seen : owned});
     CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO hongyan_app WITH CHECK (${owned});
     CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO hongyan_app USING (${owned}) WITH CHECK (${owned});
     CREATE POLICY ${table}_delete ON ${table} FOR DELETE TO hongyan_app USING (${owned});
     GRANT ${grants} ON ${table} TO hongyan_app;`,
  );
}

// Serving an account does not open another branch's books, so what an alarm says of money stays with the branch.
const ROW_SECURITY = [
  ofAccount('account_risk', 'SELECT, INSERT, UPDATE'),
  ofAccount('account_action', 'SELECT, INSERT, UPDATE'),
  ofAccount('recovery_plan', 'SELECT, INSERT, UPDATE'),
  ofAccount('decline_alarm', 'SELECT, INSERT', 'owned'),
  secured(
    'decline_threshold',
    `CREATE POLICY decline_threshold_read ON decline_threshold FOR SELECT TO hongyan_app
       USING (branch_id IS NULL OR branch_id = ANY ((SELECT branch_lineage(app_branch_ids()))::uuid[]));
     CREATE POLICY decline_threshold_add ON decline_threshold FOR INSERT TO hongyan_app WITH CHECK (${OWN});
     CREATE POLICY decline_threshold_change ON decline_threshold FOR UPDATE TO hongyan_app USING (${OWN});
     CREATE POLICY decline_threshold_remove ON decline_threshold FOR DELETE TO hongyan_app USING (${OWN});
     GRANT SELECT, INSERT, UPDATE, DELETE ON decline_threshold TO hongyan_app;`,
  ),
  secured(
    'decline_check',
    `CREATE POLICY decline_check_of_viewer ON decline_check TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
     CREATE POLICY decline_check_due ON decline_check FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT, INSERT, UPDATE ON decline_check TO hongyan_app;
     GRANT SELECT ON decline_check TO hongyan_system;`,
  ),
].join('\n');

// The service desk's week and days off, nearest branch first, as its own rules read them.
const WORKING_DAYS = `
  CREATE FUNCTION working_day_after(of_branch uuid, start date, days integer) RETURNS date LANGUAGE sql STABLE AS $$
    WITH line AS MATERIALIZED (SELECT branch_id, depth FROM service_rule_line(of_branch)),
    week AS (
      SELECT h.weekdays FROM service_hours h LEFT JOIN line l USING (branch_id)
      WHERE h.branch_id IS NULL OR l.depth IS NOT NULL ORDER BY l.depth NULLS LAST LIMIT 1),
    other AS (
      SELECT DISTINCT ON (d.day) d.day, d.working FROM service_day d LEFT JOIN line l USING (branch_id)
      WHERE d.day BETWEEN start AND start + days * 7 + 60 AND (d.branch_id IS NULL OR l.depth IS NOT NULL)
      ORDER BY d.day, l.depth NULLS LAST)
    SELECT g.day::date FROM generate_series(start + 1, start + days * 7 + 60, interval '1 day') AS g (day)
    LEFT JOIN other o ON o.day = g.day::date
    WHERE coalesce(o.working, extract(isodow FROM g.day)::smallint = ANY ((SELECT weekdays FROM week)::smallint[]))
    ORDER BY g.day OFFSET days - 1 LIMIT 1
  $$;
  REVOKE ALL ON FUNCTION working_day_after(uuid, date, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION working_day_after(uuid, date, integer) TO hongyan_app;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of key accounts, who owns them, the hours they are promised in, what escalated, reported and answered. */
export class ServiceDesk1700000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RULES);
    await runner.query(CASES);
    await runner.query(AROUND_CASES);
    await runner.query(FUNCTIONS);
    await runner.query(ROW_SECURITY);
    await runner.query(DEFAULTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE case_answer_attempt, case_answer_link, case_report, case_escalation, case_hand_over, case_step,
        service_case, service_category, service_day, service_hours, service_standard CASCADE;
      DROP SEQUENCE service_case_number; DROP TRIGGER service_case_follows_account ON key_account;
      DROP FUNCTION service_case_follows_account(), service_rule_line(uuid), service_rule_branches();
    `);
  }
}

const KINDS = `('request', 'complaint', 'suggestion', 'fault')`;
const URGENCIES = `('low', 'normal', 'high', 'critical')`;
const STATES = `('open', 'heard', 'remedy-offered', 'resolved', 'followed-up', 'withdrawn')`;

// Rules without a branch come with the program. A branch's own go before those of the branch above it.
const RULES = `
  CREATE TABLE service_standard (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid REFERENCES branch (id),
    tier text NOT NULL CHECK (tier IN ('provincial', 'key', 'standard')),
    urgency text NOT NULL CHECK (urgency IN ${URGENCIES}),
    answer_minutes integer NOT NULL CHECK (answer_minutes BETWEEN 1 AND 100000),
    resolve_minutes integer NOT NULL CHECK (resolve_minutes BETWEEN 1 AND 100000),
    effective_from date NOT NULL,
    created_by uuid REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_service_standard UNIQUE (branch_id, tier, urgency, effective_from),
    CONSTRAINT ck_service_standard_order CHECK (answer_minutes <= resolve_minutes)
  );

  CREATE TABLE service_hours (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid REFERENCES branch (id),
    weekdays smallint[] NOT NULL CHECK (cardinality(weekdays) BETWEEN 1 AND 7),
    periods jsonb NOT NULL CHECK (jsonb_typeof(periods) = 'array' AND jsonb_array_length(periods) BETWEEN 1 AND 6),
    report_pieces integer NOT NULL CHECK (report_pieces >= 1),
    CONSTRAINT uq_service_hours_branch UNIQUE (branch_id)
  );

  CREATE TABLE service_day (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid REFERENCES branch (id),
    day date NOT NULL,
    working boolean NOT NULL,
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 60),
    CONSTRAINT uq_service_day UNIQUE (branch_id, day)
  );
  CREATE INDEX ix_service_day ON service_day (day);

  CREATE TABLE service_category (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid REFERENCES branch (id),
    kind text NOT NULL CHECK (kind IN ${KINDS}),
    names text[] NOT NULL CHECK (cardinality(names) BETWEEN 1 AND 20),
    CONSTRAINT uq_service_category UNIQUE (branch_id, kind)
  );
`;

// What was promised is kept with the case: standards that change later do not move a promise.
const CASES = `
  CREATE SEQUENCE service_case_number;
  CREATE TABLE service_case (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    number text NOT NULL CHECK (number ~ '^S[0-9]{7,}$'),
    account_id uuid NOT NULL REFERENCES key_account (id),
    contact_name text CHECK (length(contact_name) BETWEEN 1 AND 60),
    kind text NOT NULL CHECK (kind IN ${KINDS}),
    category text CHECK (length(category) BETWEEN 1 AND 60),
    urgency text NOT NULL CHECK (urgency IN ${URGENCIES}),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 4000),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ${STATES}),
    tier text NOT NULL CHECK (tier IN ('provincial', 'key', 'standard')),
    owner_id uuid NOT NULL REFERENCES user_account (id),
    opened_by uuid NOT NULL REFERENCES user_account (id),
    opened_at timestamptz NOT NULL DEFAULT now(),
    clock_from timestamptz NOT NULL DEFAULT now(),
    round smallint NOT NULL DEFAULT 0 CHECK (round >= 0),
    answer_due_at timestamptz NOT NULL,
    half_due_at timestamptz NOT NULL,
    resolve_due_at timestamptz NOT NULL,
    answered_at timestamptz,
    resolved_at timestamptz,
    remedy text CHECK (length(remedy) BETWEEN 1 AND 2000),
    cause_category text CHECK (cause_category IN ('people', 'process', 'material', 'equipment', 'data', 'transport',
      'client', 'other')),
    cause text CHECK (length(cause) BETWEEN 1 AND 2000),
    affected_pieces integer CHECK (affected_pieces >= 0),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_service_case_number UNIQUE (number),
    CONSTRAINT ck_service_case_due CHECK (half_due_at <= resolve_due_at),
    CONSTRAINT ck_service_case_answered CHECK (state IN ('open', 'withdrawn') OR answered_at IS NOT NULL),
    CONSTRAINT ck_service_case_resolved CHECK (state NOT IN ('resolved', 'followed-up') OR resolved_at IS NOT NULL),
    CONSTRAINT ck_service_case_cause CHECK (state NOT IN ('resolved', 'followed-up')
      OR kind NOT IN ('complaint', 'fault') OR (cause_category IS NOT NULL AND cause IS NOT NULL))
  );
  CREATE INDEX ix_service_case_account ON service_case (account_id);
  CREATE INDEX ix_service_case_branch ON service_case (branch_id, opened_at);
  CREATE INDEX ix_service_case_owner ON service_case (owner_id);
  CREATE INDEX ix_service_case_half_due ON service_case (half_due_at)
    WHERE state IN ('open', 'heard', 'remedy-offered');
  CREATE INDEX ix_service_case_search ON service_case USING gin (number gin_trgm_ops, title gin_trgm_ops);

  -- A case lies where its account lies, also after the account has moved.
  CREATE FUNCTION service_case_follows_account() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE service_case SET branch_id = NEW.branch_id WHERE account_id = NEW.id;
      RETURN NULL;
    END $$;
  CREATE TRIGGER service_case_follows_account AFTER UPDATE OF branch_id ON key_account
    FOR EACH ROW WHEN (OLD.branch_id IS DISTINCT FROM NEW.branch_id) EXECUTE FUNCTION service_case_follows_account();
`;

const AROUND_CASES = `
  CREATE TABLE case_step (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id uuid NOT NULL REFERENCES service_case (id),
    done_by uuid REFERENCES user_account (id),
    done_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    from_state text CHECK (from_state IN ${STATES}),
    to_state text CHECK (to_state IN ${STATES}),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000)
  );
  CREATE INDEX ix_case_step_case ON case_step (case_id, done_at);

  CREATE TABLE case_hand_over (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id uuid NOT NULL REFERENCES service_case (id),
    from_id uuid NOT NULL REFERENCES user_account (id),
    to_id uuid NOT NULL REFERENCES user_account (id),
    offered_by uuid NOT NULL REFERENCES user_account (id),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    offered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    accepted_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT ck_case_hand_over_people CHECK (from_id <> to_id),
    CONSTRAINT ck_case_hand_over_end CHECK (accepted_at IS NULL OR ended_at IS NOT NULL)
  );
  CREATE INDEX ix_case_hand_over_case ON case_hand_over (case_id);
  CREATE INDEX ix_case_hand_over_to ON case_hand_over (to_id) WHERE ended_at IS NULL;
  CREATE UNIQUE INDEX uq_case_hand_over_open ON case_hand_over (case_id) WHERE ended_at IS NULL;

  -- The row is the truth of an escalation: whoever comes second finds it there and tells nobody.
  CREATE TABLE case_escalation (
    case_id uuid NOT NULL REFERENCES service_case (id),
    round smallint NOT NULL,
    level smallint NOT NULL CHECK (level IN (1, 2)),
    told uuid[] NOT NULL,
    escalated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (case_id, round, level)
  );

  CREATE TABLE case_report (
    case_id uuid PRIMARY KEY REFERENCES service_case (id),
    reason text NOT NULL CHECK (reason IN ('critical', 'pieces')),
    due_at timestamptz NOT NULL,
    text text CHECK (length(text) BETWEEN 1 AND 4000),
    version integer NOT NULL DEFAULT 1,
    sent_at timestamptz,
    sent_by uuid REFERENCES user_account (id),
    CONSTRAINT ck_case_report_sent CHECK ((sent_at IS NULL) = (sent_by IS NULL) AND (sent_at IS NULL OR text IS NOT NULL))
  );

  CREATE TABLE case_answer_link (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id uuid NOT NULL REFERENCES service_case (id),
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    answered_at timestamptz,
    score smallint CHECK (score BETWEEN 1 AND 5),
    comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 1000),
    CONSTRAINT uq_case_answer_link_token UNIQUE (token_hash),
    CONSTRAINT ck_case_answer_link_answer CHECK ((answered_at IS NULL) = (score IS NULL))
  );
  CREATE INDEX ix_case_answer_link_case ON case_answer_link (case_id);

  CREATE TABLE case_answer_attempt (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    subject_hash bytea NOT NULL,
    tried_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_case_answer_attempt_subject ON case_answer_attempt (subject_hash, tried_at);
`;

// Rules are published downwards, to branches that do not see the branch they come from; so the way up is walked as
// the system role, which reads the tree's ids and nothing else.
const FUNCTIONS = `
  CREATE FUNCTION service_rule_branches() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM branch WHERE id = ANY (app_branch_ids())
      UNION
      SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
    ) SELECT coalesce(array_agg(id), '{}') FROM up
  $$;
  CREATE FUNCTION service_rule_line(branch uuid) RETURNS TABLE (branch_id uuid, depth integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE up AS (
      SELECT b.id, b.parent_id, 0 AS depth FROM branch b WHERE b.id = branch
      UNION ALL
      SELECT b.id, b.parent_id, up.depth + 1 FROM branch b JOIN up ON b.id = up.parent_id WHERE up.depth < 20
    ) SELECT up.id, up.depth FROM up
  $$;
  REVOKE ALL ON FUNCTION service_rule_branches(), service_rule_line(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION service_rule_branches(), service_rule_line(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION service_rule_branches() OWNER TO hongyan_system;
  ALTER FUNCTION service_rule_line(uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

const OF_BRANCH = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
const OF_RULE_LINE = '(branch_id IS NULL OR branch_id = ANY ((SELECT service_rule_branches())::uuid[]))';
const MAY_RULE = `(SELECT app_may('service-standards:admin'))`;
const SEEN_CASE = 'EXISTS (SELECT 1 FROM service_case c WHERE c.id = case_id)';
const OWN_CASE = `EXISTS (SELECT 1 FROM service_case c WHERE c.id = case_id AND c.${OF_BRANCH})`;

const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}
`;

const rule = (table: string): string =>
  secured(
    table,
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT TO hongyan_app USING (${OF_RULE_LINE});
     CREATE POLICY ${table}_add ON ${table} FOR INSERT TO hongyan_app WITH CHECK (${OF_BRANCH} AND ${MAY_RULE});
     CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO hongyan_app USING (${OF_BRANCH} AND ${MAY_RULE});
     CREATE POLICY ${table}_remove ON ${table} FOR DELETE TO hongyan_app USING (${OF_BRANCH} AND ${MAY_RULE});
     GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO hongyan_app;`,
  );

/** Read by whoever sees the case, written by the branch that owns it. */
const ofCase = (table: string, grants: string): string =>
  secured(
    table,
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT TO hongyan_app USING (${SEEN_CASE});
     CREATE POLICY ${table}_write ON ${table} FOR INSERT TO hongyan_app WITH CHECK (${OWN_CASE});
     CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO hongyan_app USING (${OWN_CASE});
     GRANT SELECT, INSERT ON ${table} TO hongyan_app;
     ${grants}`,
  );

const ROW_SECURITY = [
  rule('service_standard'),
  rule('service_hours'),
  rule('service_day'),
  rule('service_category'),
  secured(
    'service_case',
    `CREATE POLICY service_case_of_viewer ON service_case TO hongyan_app USING (${OF_BRANCH}) WITH CHECK (${OF_BRANCH});
     CREATE POLICY service_case_of_member ON service_case FOR SELECT TO hongyan_app
       USING (account_id IN (SELECT id FROM key_account WHERE member_ids @> ARRAY[(SELECT app_user_id())]));
     CREATE POLICY service_case_due ON service_case FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT, INSERT, UPDATE ON service_case TO hongyan_app;
     GRANT SELECT (id, branch_id, owner_id, state, round, half_due_at, resolve_due_at) ON service_case TO hongyan_system;
     GRANT USAGE ON SEQUENCE service_case_number TO hongyan_app;`,
  ),
  ofCase('case_step', ''),
  ofCase('case_hand_over', 'GRANT UPDATE (accepted_at, ended_at) ON case_hand_over TO hongyan_app;'),
  ofCase(
    'case_escalation',
    `CREATE POLICY case_escalation_due ON case_escalation FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT (case_id, round, level) ON case_escalation TO hongyan_system;`,
  ),
  ofCase(
    'case_report',
    'GRANT UPDATE (reason, due_at, text, version, sent_at, sent_by) ON case_report TO hongyan_app;',
  ),
  ofCase(
    'case_answer_link',
    `GRANT UPDATE (expires_at, answered_at, score, comment) ON case_answer_link TO hongyan_app;
     CREATE POLICY case_answer_link_known ON case_answer_link FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT (id, case_id, token_hash, created_by) ON case_answer_link TO hongyan_system;`,
  ),
  secured(
    'case_answer_attempt',
    `CREATE POLICY case_answer_attempt_system ON case_answer_attempt TO hongyan_system USING (true) WITH CHECK (true);
     GRANT SELECT, INSERT, DELETE ON case_answer_attempt TO hongyan_system;`,
  ),
].join('\n');

// A working day of the default hours has 420 minutes. Days off of 2026 as the State Council announced them.
const DEFAULTS = `
  INSERT INTO service_standard (tier, urgency, answer_minutes, resolve_minutes, effective_from) VALUES
    ('provincial', 'critical', 30, 420, '2000-01-01'), ('provincial', 'high', 60, 840, '2000-01-01'),
    ('provincial', 'normal', 120, 1260, '2000-01-01'), ('provincial', 'low', 420, 2100, '2000-01-01'),
    ('key', 'critical', 60, 420, '2000-01-01'), ('key', 'high', 120, 840, '2000-01-01'),
    ('key', 'normal', 210, 2100, '2000-01-01'), ('key', 'low', 420, 2940, '2000-01-01'),
    ('standard', 'critical', 60, 840, '2000-01-01'), ('standard', 'high', 210, 1260, '2000-01-01'),
    ('standard', 'normal', 420, 2940, '2000-01-01'), ('standard', 'low', 840, 4200, '2000-01-01');
  INSERT INTO service_hours (weekdays, periods, report_pieces) VALUES
    ('{1,2,3,4,5}', '[{"from": "08:30", "to": "12:00"}, {"from": "14:00", "to": "17:30"}]', 1000);
  INSERT INTO service_category (kind, names) VALUES
    ('suggestion', '{产品,服务,系统,其他}'), ('request', '{资料与报价,版式设计,名址处理,进度查询,发票与结算,其他}'),
    ('complaint', '{投递时限,印刷质量,内容差错,名址差错,服务态度,费用争议,其他}'),
    ('fault', '{印刷,封装,投递,退信,数据,系统,其他}');
  INSERT INTO service_day (day, working, name)
    SELECT d::date, false, name FROM (VALUES
      ('2026-01-01', '2026-01-03', '元旦'), ('2026-02-15', '2026-02-23', '春节'),
      ('2026-04-04', '2026-04-06', '清明节'), ('2026-05-01', '2026-05-05', '劳动节'),
      ('2026-06-19', '2026-06-21', '端午节'), ('2026-09-25', '2026-09-27', '中秋节'),
      ('2026-10-01', '2026-10-07', '国庆节')) AS off (first, last, name),
      generate_series(off.first::timestamp, off.last::timestamp, interval '1 day') AS d
    UNION ALL
    SELECT d::date, true, name FROM (VALUES
      ('2026-01-04', '元旦调休'), ('2026-02-14', '春节调休'), ('2026-02-28', '春节调休'), ('2026-05-09', '劳动节调休'),
      ('2026-09-20', '国庆节调休'), ('2026-10-10', '国庆节调休')) AS make_up (d, name);
`;

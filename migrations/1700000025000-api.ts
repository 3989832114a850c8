import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the API rests on: requests that are done once, rate limits, webhooks. */
export class Api1700000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IDEMPOTENCY);
    await runner.query(RATES);
    await runner.query(WEBHOOKS);
    await runner.query(WEBHOOK_SECURITY);
    await runner.query(WEBHOOK_OUTBOX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION webhook_tell(uuid, text, text, timestamptz)');
    await runner.query('DROP TABLE webhook_delivery, webhook_endpoint');
    await runner.query(
      'DROP FUNCTION rate_take(bytea, double precision, double precision, double precision, double precision), rate_forget(bytea), rate_sweep()',
    );
    await runner.query('DROP TABLE rate_bucket, idempotent_request');
    await runner.query(OLD_LOGIN_LIMIT);
  }
}

const IDEMPOTENCY = `
  CREATE TABLE idempotent_request (
    key_hash bytea PRIMARY KEY CHECK (length(key_hash) = 32),
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    answer bytea,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_idempotent_request_created ON idempotent_request (created_at);
  ALTER TABLE idempotent_request ENABLE ROW LEVEL SECURITY;
  ALTER TABLE idempotent_request FORCE ROW LEVEL SECURITY;
  CREATE POLICY idempotent_request_own ON idempotent_request TO hongyan_app
    USING (user_id = (SELECT app_user_id()));
  CREATE POLICY idempotent_request_system ON idempotent_request TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE (answer) ON idempotent_request TO hongyan_app;
  GRANT SELECT (key_hash, created_at), DELETE ON idempotent_request TO hongyan_system;
`;

// Not logged: after a crash everybody starts with a full bucket, and no request waits for a disk.
const RATES = `
  CREATE UNLOGGED TABLE rate_bucket (
    key bytea PRIMARY KEY,
    tokens double precision NOT NULL,
    filled_at timestamptz NOT NULL
  );
  ALTER TABLE rate_bucket ENABLE ROW LEVEL SECURITY;
  ALTER TABLE rate_bucket FORCE ROW LEVEL SECURITY;
  CREATE POLICY rate_bucket_system ON rate_bucket TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON rate_bucket TO hongyan_system;

  -- While a process may still hold tokens that it took before ("held" at most, for as long as they take to grow
  -- again), the bucket fills up to that much less: what is in it and what is out never make more than it holds.
  CREATE FUNCTION rate_take(
    bucket bytea, capacity double precision, per_second double precision, wanted double precision,
    held double precision, OUT granted double precision, OUT tokens double precision
  ) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    found_at timestamptz := clock_timestamp();
    filled timestamptz;
    grown double precision;
  BEGIN
    INSERT INTO rate_bucket AS b VALUES (bucket, capacity, found_at) ON CONFLICT DO NOTHING;
    SELECT b.tokens, b.filled_at INTO tokens, filled FROM rate_bucket b WHERE b.key = bucket FOR UPDATE;
    found_at := greatest(clock_timestamp(), filled);
    grown := extract(epoch FROM found_at - filled) * per_second;
    IF grown > 0 THEN
      tokens := greatest(tokens, least(tokens + grown, capacity - CASE WHEN grown > held THEN 0 ELSE held END));
    END IF;
    tokens := least(tokens, capacity);
    granted := least(wanted, floor(tokens));
    tokens := tokens - granted;
    UPDATE rate_bucket b SET tokens = rate_take.tokens, filled_at = found_at WHERE b.key = bucket;
  END $$;
  CREATE FUNCTION rate_forget(bucket bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DELETE FROM rate_bucket WHERE key = bucket
  $$;
  CREATE FUNCTION rate_sweep() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DELETE FROM rate_bucket WHERE filled_at < now() - interval '1 hour'
  $$;
  REVOKE ALL ON FUNCTION rate_take(bytea, double precision, double precision, double precision, double precision),
    rate_forget(bytea), rate_sweep() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION rate_take(bytea, double precision, double precision, double precision, double precision),
    rate_forget(bytea), rate_sweep() TO hongyan_app, hongyan_system;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION rate_take(bytea, double precision, double precision, double precision, double precision)
    OWNER TO hongyan_system;
  ALTER FUNCTION rate_forget(bytea) OWNER TO hongyan_system;
  ALTER FUNCTION rate_sweep() OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;

  -- The log-in limit is a bucket like the others now.
  DROP TABLE login_attempt;
`;

const OLD_LOGIN_LIMIT = `
  CREATE TABLE login_attempt (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    subject_hash bytea NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_login_attempt_subject ON login_attempt (subject_hash, failed_at);
  ALTER TABLE login_attempt ENABLE ROW LEVEL SECURITY;
  ALTER TABLE login_attempt FORCE ROW LEVEL SECURITY;
  CREATE POLICY login_attempt_system ON login_attempt TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, DELETE ON login_attempt TO hongyan_system;
`;

const WEBHOOKS = `
  CREATE TABLE webhook_endpoint (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    url text NOT NULL CHECK (length(url) BETWEEN 8 AND 2000),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    topics text[] NOT NULL CHECK (cardinality(topics) BETWEEN 1 AND 50),
    secret bytea NOT NULL,
    old_secret bytea,
    old_secret_until timestamptz,
    active boolean NOT NULL DEFAULT true,
    disabled_reason text CHECK (disabled_reason IN ('failing', 'gone')),
    failing_since timestamptz,
    created_by uuid NOT NULL REFERENCES user_account (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_webhook_endpoint_old_secret CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CONSTRAINT ck_webhook_endpoint_disabled CHECK (NOT active OR disabled_reason IS NULL)
  );
  CREATE INDEX ix_webhook_endpoint_branch ON webhook_endpoint (branch_id);

  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    branch_id uuid NOT NULL REFERENCES branch (id),
    event_id uuid NOT NULL,
    kind text NOT NULL,
    body text NOT NULL CHECK (length(body) <= 20000),
    state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'delivered', 'given-up')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    status_code integer,
    fault text,
    duration_ms integer,
    attempted_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_webhook_delivery_event UNIQUE (endpoint_id, event_id)
  );
  CREATE INDEX ix_webhook_delivery_list ON webhook_delivery (endpoint_id, created_at, id);
  CREATE INDEX ix_webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE state = 'due';
  CREATE INDEX ix_webhook_delivery_created ON webhook_delivery (created_at);
`;

const OF_BRANCH = `branch_id = ANY ((SELECT app_branch_ids())::uuid[]) AND (SELECT app_may('webhooks:admin'))`;

const WEBHOOK_SECURITY = `
  ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY;
  ALTER TABLE webhook_endpoint FORCE ROW LEVEL SECURITY;
  CREATE POLICY webhook_endpoint_of_branch ON webhook_endpoint TO hongyan_app USING (${OF_BRANCH});
  CREATE POLICY webhook_endpoint_system ON webhook_endpoint TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoint TO hongyan_app;
  GRANT SELECT (id, branch_id, topics, active, created_by) ON webhook_endpoint TO hongyan_system;

  ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
  ALTER TABLE webhook_delivery FORCE ROW LEVEL SECURITY;
  CREATE POLICY webhook_delivery_of_branch ON webhook_delivery TO hongyan_app USING (${OF_BRANCH});
  CREATE POLICY webhook_delivery_system ON webhook_delivery TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO hongyan_app;
  GRANT SELECT (id, endpoint_id, state, next_attempt_at, leased_until, created_at), INSERT, DELETE
    ON webhook_delivery TO hongyan_system;
`;

// Whoever does something in a county does not see the province's endpoints, yet they are told of it: every endpoint of
// the branch and of those above it. Walked and written as the system role, which reads no secret.
const WEBHOOK_OUTBOX = `
  CREATE FUNCTION webhook_tell(branch uuid, event_kind text, event_body text, event_at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id FROM branch b WHERE b.id = branch
        UNION
        SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
      ), event AS MATERIALIZED (SELECT uuidv7() AS id),
      written AS (
        INSERT INTO webhook_delivery (endpoint_id, branch_id, event_id, kind, body, created_at)
        SELECT e.id, e.branch_id, event.id, event_kind, event_body, event_at
        FROM webhook_endpoint e, event
        WHERE e.active AND e.branch_id IN (SELECT up.id FROM up)
          AND e.topics && ARRAY[event_kind, split_part(event_kind, '.', 1) || '.*', '*']
        RETURNING webhook_delivery.id
      ) SELECT written.id FROM written
  $$;
  REVOKE ALL ON FUNCTION webhook_tell(uuid, text, text, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION webhook_tell(uuid, text, text, timestamptz) TO hongyan_app, hongyan_system;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION webhook_tell(uuid, text, text, timestamptz) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles and settings row security rests on; branches, users, sessions, API keys. */
export class Identity1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(VIEWER_FUNCTIONS);
    await runner.query(TABLES);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE login_attempt, api_key, session, user_account, branch CASCADE');
    await runner.query(
      'DROP FUNCTION app_user_id(), app_branch_ids(), app_permissions(), app_may(text), branch_subtree(uuid)',
    );
  }
}

// Roles belong to the server, not to one database, so another database may have made them already.
const ROLES = `
  DO $$
  DECLARE wanted text;
  BEGIN
    FOREACH wanted IN ARRAY ARRAY['hongyan_app', 'hongyan_system'] LOOP
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
      BEGIN
        EXECUTE format('GRANT %I TO %I', wanted, current_user);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
  END $$;
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  GRANT USAGE ON SCHEMA public TO hongyan_app, hongyan_system;
`;

const VIEWER_FUNCTIONS = `
  CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
  CREATE FUNCTION app_branch_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('app.branch_ids', true), ''), '{}')::uuid[] $$;
  CREATE FUNCTION app_permissions() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('app.permissions', true), ''), '{}')::text[] $$;
  CREATE FUNCTION app_may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT permission = ANY (app_permissions()) $$;
`;

const TABLES = `
  CREATE TABLE branch (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    parent_id uuid REFERENCES branch (id),
    code text NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    level text NOT NULL CHECK (level IN ('province', 'city', 'county')),
    time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_branch_code UNIQUE (code),
    CONSTRAINT ck_branch_not_own_parent CHECK (parent_id <> id)
  );
  CREATE INDEX ix_branch_parent ON branch (parent_id);

  CREATE FUNCTION branch_subtree(root uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE tree AS (
      SELECT id FROM branch WHERE id = root
      UNION
      SELECT b.id FROM branch b JOIN tree t ON b.parent_id = t.id
    ) SELECT id FROM tree
  $$;

  CREATE TABLE user_account (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    password_hash text NOT NULL,
    roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY[
      'account-manager', 'marketer', 'operator', 'leader', 'administrator', 'auditor']),
    locale text NOT NULL DEFAULT 'zh-CN' CHECK (locale IN ('zh-CN', 'en')),
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_user_account_email UNIQUE (email)
  );
  CREATE INDEX ix_user_account_branch ON user_account (branch_id);

  CREATE TABLE session (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    token_hash bytea NOT NULL,
    csrf_token text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT uq_session_token_hash UNIQUE (token_hash)
  );
  CREATE INDEX ix_session_user ON session (user_id);
  CREATE INDEX ix_session_expires ON session (expires_at);

  CREATE TABLE api_key (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    user_id uuid NOT NULL REFERENCES user_account (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    prefix text NOT NULL,
    key_hash bytea NOT NULL,
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_api_key_hash UNIQUE (key_hash)
  );
  CREATE INDEX ix_api_key_branch ON api_key (branch_id);

  CREATE TABLE login_attempt (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    subject_hash bytea NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_login_attempt_subject ON login_attempt (subject_hash, failed_at);
`;

const ROW_SECURITY = `
  ALTER TABLE branch ENABLE ROW LEVEL SECURITY;
  ALTER TABLE branch FORCE ROW LEVEL SECURITY;
  -- A branch made in this very transaction is not in the viewer's list yet, but its parent is.
  CREATE POLICY branch_of_viewer ON branch TO hongyan_app
    USING (id = ANY ((SELECT app_branch_ids())::uuid[]) OR parent_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY branch_system ON branch TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON branch TO hongyan_app;
  GRANT SELECT (id, parent_id) ON branch TO hongyan_system;

  ALTER TABLE user_account ENABLE ROW LEVEL SECURITY;
  ALTER TABLE user_account FORCE ROW LEVEL SECURITY;
  CREATE POLICY user_account_of_viewer ON user_account TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]) OR id = (SELECT app_user_id()))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY user_account_system ON user_account TO hongyan_system USING (true);
  GRANT SELECT (id, branch_id, email, name, roles, locale, active, version, created_at, updated_at),
        INSERT, UPDATE ON user_account TO hongyan_app;
  GRANT SELECT (id, branch_id, email, password_hash, roles, active, created_at) ON user_account TO hongyan_system;

  ALTER TABLE session ENABLE ROW LEVEL SECURITY;
  ALTER TABLE session FORCE ROW LEVEL SECURITY;
  CREATE POLICY session_own ON session TO hongyan_app
    USING (EXISTS (SELECT 1 FROM user_account u WHERE u.id = session.user_id));
  CREATE POLICY session_system ON session TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT (id, user_id, created_at, expires_at), DELETE ON session TO hongyan_app;
  GRANT SELECT, INSERT, DELETE ON session TO hongyan_system;

  ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
  ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
  CREATE POLICY api_key_of_viewer ON api_key TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY api_key_system ON api_key TO hongyan_system USING (true);
  GRANT SELECT (id, branch_id, user_id, name, prefix, scopes, expires_at, revoked_at, last_used_at, created_at),
        INSERT, UPDATE (revoked_at) ON api_key TO hongyan_app;
  GRANT SELECT (user_id, key_hash, scopes, expires_at, revoked_at, last_used_at), UPDATE (last_used_at)
        ON api_key TO hongyan_system;

  ALTER TABLE login_attempt ENABLE ROW LEVEL SECURITY;
  ALTER TABLE login_attempt FORCE ROW LEVEL SECURITY;
  CREATE POLICY login_attempt_system ON login_attempt TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, DELETE ON login_attempt TO hongyan_system;
`;

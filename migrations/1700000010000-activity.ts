import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened: the sealed trail, the timelines over it, notes. */
export class Activity1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TRAIL);
    await runner.query(TIMELINE);
    await runner.query(NOTES);
    await runner.query(UNCHANGEABLE);
    await runner.query(FUNCTIONS);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE note_version, note, timeline_pin, timeline_link, audit_journal, audit_seal, audit_unsealed,
        audit_entry CASCADE;
      DROP FUNCTION activity_sees_account(uuid), activity_record(text, uuid), activity_readers(uuid, uuid),
        audit_refuse_change();
      REVOKE SELECT (id) ON api_key FROM hongyan_system;
      REVOKE SELECT (name) ON user_account FROM hongyan_system;
      REVOKE SELECT (branch_id, member_ids) ON key_account FROM hongyan_system;
    `);
  }
}

// Milliseconds, because the hash is taken over the instant as every program writes it. The seal stands in a table of
// its own, so that nothing ever needs to change an entry.
const TRAIL = `
  CREATE TABLE audit_entry (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    at timestamptz(3) NOT NULL,
    branch_id uuid NOT NULL REFERENCES branch (id),
    actor_id uuid,
    actor_name text,
    via text NOT NULL CHECK (via IN ('session', 'api-key', 'job', 'console', 'nobody')),
    api_key_id uuid,
    request_id text,
    kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]*[.][a-z][a-z-]*$'),
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    related jsonb NOT NULL DEFAULT '[]',
    changes jsonb NOT NULL DEFAULT '[]',
    facts jsonb NOT NULL DEFAULT '{}',
    reason text,
    on_timeline boolean NOT NULL,
    account_id uuid
  );
  CREATE INDEX ix_audit_entry_at ON audit_entry (at, id);
  CREATE INDEX ix_audit_entry_branch ON audit_entry (branch_id, at, id);
  CREATE INDEX ix_audit_entry_actor ON audit_entry (actor_id, at, id);
  CREATE INDEX ix_audit_entry_subject ON audit_entry (subject_id, at, id);
  CREATE INDEX ix_audit_entry_kind ON audit_entry (kind, at, id);

  CREATE TABLE audit_unsealed (entry_id uuid PRIMARY KEY);

  CREATE TABLE audit_seal (
    seq bigint PRIMARY KEY CHECK (seq > 0),
    entry_id uuid NOT NULL,
    prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    sealed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_audit_seal_entry UNIQUE (entry_id),
    CONSTRAINT uq_audit_seal_prev_hash UNIQUE (prev_hash)
  );

  CREATE TABLE audit_journal (
    seq bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
`;

// The key is the order a timeline is read in. Branch and account are repeated, so that the policy asks no other table
// for the rows of the viewer's own branch.
const TIMELINE = `
  CREATE TABLE timeline_link (
    record_type text NOT NULL,
    record_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    entry_id uuid NOT NULL,
    topic text NOT NULL,
    branch_id uuid NOT NULL,
    account_id uuid,
    PRIMARY KEY (record_type, record_id, at, entry_id)
  );

  CREATE TABLE timeline_pin (
    record_type text NOT NULL,
    record_id uuid NOT NULL,
    entry_id uuid NOT NULL REFERENCES audit_entry (id),
    branch_id uuid NOT NULL,
    account_id uuid,
    pinned_by uuid NOT NULL REFERENCES user_account (id),
    pinned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (record_type, record_id, entry_id)
  );
`;

const NOTES = `
  CREATE TABLE note (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    record_type text NOT NULL CHECK (record_type IN ('account', 'campaign', 'batch', 'list')),
    record_id uuid NOT NULL,
    branch_id uuid NOT NULL REFERENCES branch (id),
    account_id uuid REFERENCES key_account (id),
    author_id uuid NOT NULL REFERENCES user_account (id),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    mentions uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(mentions) <= 20),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz
  );
  CREATE INDEX ix_note_record ON note (record_type, record_id);

  CREATE TABLE note_version (
    note_id uuid NOT NULL REFERENCES note (id),
    version integer NOT NULL,
    text text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (note_id, version)
  );
`;

const UNCHANGEABLE = `
  CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the trail is only ever added to' USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
`;

// The function of one account is PL/pgSQL so that a plan cannot turn it into a scan of all accounts.
// A record's readers are told past what the viewer sees: a county's note may be meant for somebody of the province.
const FUNCTIONS = `
  CREATE FUNCTION activity_sees_account(account uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN account IS NOT NULL AND EXISTS (SELECT 1 FROM key_account WHERE id = account);
  END $$;

  CREATE FUNCTION activity_record(record_type text, record uuid)
    RETURNS TABLE (branch_id uuid, account_id uuid) LANGUAGE sql STABLE AS $$
      SELECT a.branch_id, a.id FROM key_account a WHERE record_type = 'account' AND a.id = record
      UNION ALL
      SELECT c.branch_id, c.account_id FROM campaign c WHERE record_type = 'campaign' AND c.id = record
      UNION ALL
      SELECT b.branch_id, NULL FROM mail_batch b WHERE record_type = 'batch' AND b.id = record
      UNION ALL
      SELECT l.branch_id, NULL FROM address_list l WHERE record_type = 'list' AND l.id = record
  $$;

  GRANT SELECT (branch_id, member_ids) ON key_account TO hongyan_system;
  CREATE FUNCTION activity_readers(branch uuid, account uuid)
    RETURNS TABLE (id uuid, name text, branch_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id FROM branch b WHERE b.id = branch
        UNION
        SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
      )
      SELECT u.id, u.name, u.branch_id FROM user_account u
      WHERE u.active AND (u.branch_id IN (SELECT up.id FROM up)
        OR u.id IN (SELECT unnest(a.member_ids) FROM key_account a WHERE a.id = account))
  $$;
  REVOKE ALL ON FUNCTION activity_readers(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION activity_readers(uuid, uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION activity_readers(uuid, uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

const OF_BRANCH = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
/** The branch that owns what happened, and whoever sees the account it is open to. */
const OF_READER = `(${OF_BRANCH} OR activity_sees_account(account_id))`;
const MAY_AUDIT = `(SELECT app_may('audit:read'))`;

const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}
`;

// Nobody writes in another's name. What the system role adds is what nobody was known for: refused log-ins.
const ROW_SECURITY = [
  secured(
    'audit_entry',
    `CREATE POLICY audit_entry_of_auditor ON audit_entry FOR SELECT TO hongyan_app
       USING (${OF_BRANCH} AND ${MAY_AUDIT});
     CREATE POLICY audit_entry_on_timeline ON audit_entry FOR SELECT TO hongyan_app
       USING (on_timeline AND ${OF_READER});
     CREATE POLICY audit_entry_write ON audit_entry FOR INSERT TO hongyan_app
       WITH CHECK (actor_id = (SELECT app_user_id()));
     CREATE POLICY audit_entry_system ON audit_entry TO hongyan_system USING (true) WITH CHECK (true);
     GRANT SELECT, INSERT ON audit_entry TO hongyan_app, hongyan_system;`,
  ),
  secured(
    'audit_unsealed',
    `CREATE POLICY audit_unsealed_write ON audit_unsealed FOR INSERT TO hongyan_app WITH CHECK (true);
     CREATE POLICY audit_unsealed_system ON audit_unsealed TO hongyan_system USING (true) WITH CHECK (true);
     GRANT INSERT ON audit_unsealed TO hongyan_app;
     GRANT SELECT, INSERT, DELETE ON audit_unsealed TO hongyan_system;`,
  ),
  secured(
    'audit_seal',
    `CREATE POLICY audit_seal_of_auditor ON audit_seal FOR SELECT TO hongyan_app USING (${MAY_AUDIT});
     CREATE POLICY audit_seal_system ON audit_seal TO hongyan_system USING (true) WITH CHECK (true);
     GRANT SELECT ON audit_seal TO hongyan_app;
     GRANT SELECT, INSERT ON audit_seal TO hongyan_system;`,
  ),
  secured(
    'audit_journal',
    `CREATE POLICY audit_journal_system ON audit_journal TO hongyan_system USING (true) WITH CHECK (true);
     GRANT SELECT, INSERT ON audit_journal TO hongyan_system;`,
  ),
  secured(
    'timeline_link',
    `CREATE POLICY timeline_link_read ON timeline_link FOR SELECT TO hongyan_app USING (${OF_READER});
     CREATE POLICY timeline_link_write ON timeline_link FOR INSERT TO hongyan_app WITH CHECK (true);
     CREATE POLICY timeline_link_system ON timeline_link FOR INSERT TO hongyan_system WITH CHECK (true);
     GRANT SELECT, INSERT ON timeline_link TO hongyan_app;
     GRANT INSERT ON timeline_link TO hongyan_system;`,
  ),
  secured(
    'timeline_pin',
    `CREATE POLICY timeline_pin_of_reader ON timeline_pin TO hongyan_app
       USING (${OF_READER}) WITH CHECK (${OF_READER} AND pinned_by = (SELECT app_user_id()));
     GRANT SELECT, INSERT, DELETE ON timeline_pin TO hongyan_app;`,
  ),
  secured(
    'note',
    `CREATE POLICY note_read ON note FOR SELECT TO hongyan_app USING (${OF_READER});
     CREATE POLICY note_write ON note FOR INSERT TO hongyan_app
       WITH CHECK (${OF_READER} AND author_id = (SELECT app_user_id()));
     CREATE POLICY note_own ON note FOR UPDATE TO hongyan_app
       USING (${OF_READER} AND author_id = (SELECT app_user_id()));
     GRANT SELECT, INSERT ON note TO hongyan_app;
     GRANT UPDATE (text, mentions, version, updated_at, removed_at) ON note TO hongyan_app;`,
  ),
  secured(
    'note_version',
    `CREATE POLICY note_version_read ON note_version FOR SELECT TO hongyan_app
       USING (note_id IN (SELECT id FROM note));
     CREATE POLICY note_version_write ON note_version FOR INSERT TO hongyan_app
       WITH CHECK (EXISTS (SELECT 1 FROM note n WHERE n.id = note_id AND n.author_id = (SELECT app_user_id())));
     GRANT SELECT, INSERT ON note_version TO hongyan_app;`,
  ),
  'GRANT SELECT (id) ON api_key TO hongyan_system;',
  'GRANT SELECT (name) ON user_account TO hongyan_system;',
].join('\n');

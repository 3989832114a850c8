import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Key accounts and the teams that serve them. */
export class Accounts1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(MEMBERS_ON_ACCOUNT);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_member, key_account CASCADE');
    await runner.query('DROP FUNCTION account_member_ids_refresh()');
  }
}

const TABLES = `
  CREATE TABLE key_account (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    code text NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,31}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    tier text NOT NULL CHECK (tier IN ('provincial', 'key', 'standard')),
    industry text CHECK (industry ~ '^[A-T][0-9]{2}$'),
    manager_id uuid REFERENCES user_account (id),
    parent_id uuid REFERENCES key_account (id),
    active boolean NOT NULL DEFAULT true,
    member_ids uuid[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_key_account_branch_code UNIQUE (branch_id, code),
    CONSTRAINT ck_key_account_not_own_parent CHECK (parent_id <> id)
  );
  CREATE INDEX ix_key_account_manager ON key_account (manager_id);
  CREATE INDEX ix_key_account_parent ON key_account (parent_id);
  CREATE INDEX ix_key_account_members ON key_account USING gin (member_ids);
  CREATE INDEX ix_key_account_search ON key_account USING gin (code gin_trgm_ops, name gin_trgm_ops);

  CREATE TABLE account_member (
    account_id uuid NOT NULL REFERENCES key_account (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES user_account (id),
    role text NOT NULL CHECK (role IN ('lead', 'primary', 'backup', 'designer', 'operator', 'sponsor')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id, role)
  );
  CREATE INDEX ix_account_member_user ON account_member (user_id);
`;

// The account repeats who serves it, so that its policy asks no other table: a policy on accounts that read
// members and one on members that read accounts would call each other without end.
const MEMBERS_ON_ACCOUNT = `
  CREATE FUNCTION account_member_ids_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE account uuid := coalesce(NEW.account_id, OLD.account_id);
  BEGIN
    UPDATE key_account SET member_ids = ARRAY(
      SELECT DISTINCT m.user_id FROM account_member m WHERE m.account_id = account ORDER BY 1
    ) WHERE id = account;
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_member_changed AFTER INSERT OR UPDATE OR DELETE ON account_member
    FOR EACH ROW EXECUTE FUNCTION account_member_ids_refresh();
`;

// A member from outside the branch reads the account; changing it stays with the branch that owns it.
const ROW_SECURITY = `
  ALTER TABLE key_account ENABLE ROW LEVEL SECURITY;
  ALTER TABLE key_account FORCE ROW LEVEL SECURITY;
  CREATE POLICY key_account_of_viewer ON key_account TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY key_account_of_member ON key_account FOR SELECT TO hongyan_app
    USING (member_ids @> ARRAY[(SELECT app_user_id())]);
  GRANT SELECT, INSERT, UPDATE ON key_account TO hongyan_app;

  ALTER TABLE account_member ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_member FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_member_read ON account_member FOR SELECT TO hongyan_app
    USING (account_id IN (SELECT id FROM key_account));
  CREATE POLICY account_member_write ON account_member TO hongyan_app
    USING (account_id IN (SELECT id FROM key_account WHERE branch_id = ANY ((SELECT app_branch_ids())::uuid[])))
    WITH CHECK (account_id IN (SELECT id FROM key_account WHERE branch_id = ANY ((SELECT app_branch_ids())::uuid[])));
  GRANT SELECT, INSERT, DELETE ON account_member TO hongyan_app;
`;

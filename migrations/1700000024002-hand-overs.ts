import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts handed from one manager to the next, one by one or many at once. */
export class HandOvers1700000024002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(VIEWS);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW account_open_case, account_owned_case;
      DROP TRIGGER account_hand_over_follows_account ON key_account;
      DROP TABLE account_hand_over, account_move CASCADE;
      DROP FUNCTION account_hand_over_placed(), account_hand_over_follows_account();
    `);
  }
}

const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';

// What was promised to the client on the day is kept with the hand-over as numbers; what it is stands on the account.
const TABLES = `
  CREATE TABLE account_move (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    from_id uuid NOT NULL REFERENCES user_account (id),
    to_id uuid NOT NULL REFERENCES user_account (id),
    effective_on date NOT NULL,
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    accounts integer NOT NULL CHECK (accounts >= 0),
    recorded_by uuid NOT NULL REFERENCES user_account (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    undone_by uuid REFERENCES user_account (id),
    undone_at timestamptz,
    restored integer,
    CONSTRAINT ck_account_move_people CHECK (from_id <> to_id),
    CONSTRAINT ck_account_move_undone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
  );
  CREATE INDEX ix_account_move_branch ON account_move (branch_id, recorded_at);

  CREATE TABLE account_hand_over (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    branch_id uuid NOT NULL REFERENCES branch (id),
    from_id uuid REFERENCES user_account (id),
    to_id uuid NOT NULL REFERENCES user_account (id),
    effective_on date NOT NULL,
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    promises jsonb NOT NULL CHECK (jsonb_typeof(promises) = 'object'),
    move_id uuid REFERENCES account_move (id),
    recorded_by uuid NOT NULL REFERENCES user_account (id),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    acknowledged_at timestamptz,
    undone_by uuid REFERENCES user_account (id),
    undone_at timestamptz,
    CONSTRAINT ck_account_hand_over_people CHECK (from_id <> to_id),
    CONSTRAINT ck_account_hand_over_undone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
  );
  CREATE INDEX ix_account_hand_over_account ON account_hand_over (account_id, recorded_at);
  CREATE INDEX ix_account_hand_over_to ON account_hand_over (to_id) WHERE acknowledged_at IS NULL AND undone_at IS NULL;
  CREATE INDEX ix_account_hand_over_move ON account_hand_over (move_id);

  CREATE FUNCTION account_hand_over_placed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.branch_id := (SELECT a.branch_id FROM key_account a WHERE a.id = NEW.account_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER account_hand_over_placed BEFORE INSERT ON account_hand_over
    FOR EACH ROW EXECUTE FUNCTION account_hand_over_placed();
  CREATE FUNCTION account_hand_over_follows_account() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE account_hand_over SET branch_id = NEW.branch_id WHERE account_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_hand_over_follows_account AFTER UPDATE OF branch_id ON key_account
    FOR EACH ROW WHEN (OLD.branch_id IS DISTINCT FROM NEW.branch_id)
    EXECUTE FUNCTION account_hand_over_follows_account();
`;

// Accounts stand before the service desk and do not import it; this is what it lets them read, under the reader's own
// row security.
const VIEWS = `
  CREATE VIEW account_open_case WITH (security_invoker = true) AS
    SELECT account_id, id AS case_id, number, title, kind, urgency, owner_id, resolve_due_at,
           resolve_due_at < now() AS overdue
    FROM service_case WHERE state IN ('open', 'heard', 'remedy-offered');
  CREATE VIEW account_owned_case WITH (security_invoker = true) AS
    SELECT owner_id, branch_id, count(*)::integer AS running,
           count(*) FILTER (WHERE CASE WHEN answered_at IS NULL THEN least(answer_due_at, resolve_due_at)
             ELSE resolve_due_at END < now())::integer AS overdue
    FROM service_case WHERE state IN ('open', 'heard', 'remedy-offered') GROUP BY owner_id, branch_id;
  GRANT SELECT ON account_open_case, account_owned_case TO hongyan_app;
`;

// Whoever takes an account over says so themselves, also from another branch.
const ROW_SECURITY = `
  ALTER TABLE account_move ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_move FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_move_of_viewer ON account_move TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
  GRANT SELECT, INSERT, UPDATE (accounts, undone_by, undone_at, restored) ON account_move TO hongyan_app;

  ALTER TABLE account_hand_over ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_hand_over FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_hand_over_read ON account_hand_over FOR SELECT TO hongyan_app
    USING (${OWN} OR account_id = ANY ((SELECT app_account_ids())::uuid[]) OR to_id = (SELECT app_user_id()));
  CREATE POLICY account_hand_over_add ON account_hand_over FOR INSERT TO hongyan_app WITH CHECK (${OWN});
  CREATE POLICY account_hand_over_change ON account_hand_over FOR UPDATE TO hongyan_app
    USING (${OWN} OR to_id = (SELECT app_user_id()));
  GRANT SELECT, INSERT, UPDATE (branch_id, acknowledged_at, undone_by, undone_at) ON account_hand_over TO hongyan_app;
`;

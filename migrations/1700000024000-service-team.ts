import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seats in a service team from a day to a day; who sees an account by serving it follows from the day. */
export class ServiceTeam1700000024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DAYS);
    await runner.query(SEATS);
    await runner.query(OLD_ROWS);
    await runner.query(ONE_AT_A_TIME);
    await runner.query(FOLLOWING);
    await runner.query(SIGHT);
    await runner.query(ROW_SECURITY);
    await runner.query('DROP FUNCTION account_member_ids_refresh()');
    await runner.query('ALTER TABLE key_account DROP COLUMN member_ids');
  }

  /** Seats of other days than today have no place in the old table and are lost. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
const SERVED = '= ANY ((SELECT app_account_ids())::uuid[])';

// A day begins where the branch is. Whether a seat is held today is plain for all but the seats that begin or end about
// now, whatever the time zone; only for those is the branch asked.
const DAYS = `
  GRANT SELECT (time_zone, name) ON branch TO hongyan_system;
  CREATE FUNCTION app_today(branch uuid) RETURNS date LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT (now() AT TIME ZONE coalesce((SELECT b.time_zone FROM branch b WHERE b.id = branch), 'Asia/Shanghai'))::date
  $$;
  CREATE FUNCTION app_in_effect(from_on date, until_on date, branch uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT from_on <= (now() AT TIME ZONE 'Etc/GMT-14')::date
      AND coalesce(until_on, 'infinity') >= (now() AT TIME ZONE 'Etc/GMT+12')::date
      AND ((from_on <= (now() AT TIME ZONE 'Etc/GMT+12')::date
            AND coalesce(until_on, 'infinity') >= (now() AT TIME ZONE 'Etc/GMT-14')::date)
        OR app_today(branch) BETWEEN from_on AND coalesce(until_on, 'infinity'))
  $$;
`;

const SEATS = `
  CREATE EXTENSION IF NOT EXISTS btree_gist;
  DROP TRIGGER account_member_changed ON account_member;
  ALTER TABLE account_member DROP CONSTRAINT account_member_pkey;
  ALTER TABLE account_member
    ADD COLUMN id uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY,
    ADD COLUMN branch_id uuid REFERENCES branch (id),
    ADD COLUMN from_on date,
    ADD COLUMN until_on date,
    ADD CONSTRAINT ck_account_member_days CHECK (until_on >= from_on);
  UPDATE account_member m SET branch_id = a.branch_id,
    from_on = (m.created_at AT TIME ZONE coalesce(b.time_zone, 'Asia/Shanghai'))::date
    FROM key_account a JOIN branch b ON b.id = a.branch_id WHERE a.id = m.account_id;
`;

// Until now several could be primary or lead at once, and an account's manager need not have been in its team. The
// first to come stays, the others stand by; a manager without a primary is the primary.
const OLD_ROWS = `
  UPDATE account_member m SET role = 'backup'
    WHERE m.role IN ('lead', 'primary') AND EXISTS (
      SELECT 1 FROM account_member e WHERE e.account_id = m.account_id AND e.role = m.role
        AND (e.created_at, e.user_id) < (m.created_at, m.user_id));
  DELETE FROM account_member m WHERE EXISTS (
    SELECT 1 FROM account_member e WHERE e.account_id = m.account_id AND e.user_id = m.user_id AND e.role = m.role
      AND e.id < m.id);
  INSERT INTO account_member (account_id, branch_id, user_id, role, from_on)
    SELECT a.id, a.branch_id, a.manager_id,
      CASE WHEN p.id IS NULL THEN 'primary' ELSE 'backup' END,
      (a.created_at AT TIME ZONE b.time_zone)::date
    FROM key_account a JOIN branch b ON b.id = a.branch_id
    LEFT JOIN account_member p ON p.account_id = a.id AND p.role = 'primary'
    WHERE a.manager_id IS NOT NULL AND (p.id IS NULL OR NOT EXISTS (
      SELECT 1 FROM account_member m WHERE m.account_id = a.id AND m.user_id = a.manager_id));
  UPDATE key_account a SET manager_id = m.user_id FROM account_member m
    WHERE m.account_id = a.id AND m.role = 'primary' AND a.manager_id IS DISTINCT FROM m.user_id;
  ALTER TABLE account_member ALTER COLUMN branch_id SET NOT NULL, ALTER COLUMN from_on SET NOT NULL;
`;

const ONE_AT_A_TIME = `
  ALTER TABLE account_member
    ADD CONSTRAINT ex_account_member_one_at_a_time EXCLUDE USING gist (
      account_id WITH =, role WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (role IN ('lead', 'primary')),
    ADD CONSTRAINT ex_account_member_twice EXCLUDE USING gist (
      account_id WITH =, role WITH =, user_id WITH =, daterange(from_on, until_on, '[]') WITH &&);
  DROP INDEX ix_account_member_user;
  CREATE INDEX ix_account_member_user ON account_member (user_id, account_id);
  CREATE INDEX ix_account_member_account ON account_member (account_id);
  CREATE INDEX ix_account_member_begins ON account_member (from_on) WHERE role = 'primary';
  CREATE INDEX ix_account_member_ends ON account_member (until_on) WHERE role = 'primary';
`;

// A seat lies where its account lies. The manager of an account is who sits in the primary's seat today; the account
// repeats it for lists, which sort and filter by it, and a job looks after the seats that begin or end with a day.
const FOLLOWING = `
  CREATE FUNCTION account_member_placed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.branch_id := (SELECT a.branch_id FROM key_account a WHERE a.id = NEW.account_id);
    NEW.from_on := coalesce(NEW.from_on, app_today(NEW.branch_id));
    RETURN NEW;
  END $$;
  CREATE TRIGGER account_member_placed BEFORE INSERT ON account_member
    FOR EACH ROW EXECUTE FUNCTION account_member_placed();

  CREATE FUNCTION account_member_follows_account() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE account_member SET branch_id = NEW.branch_id WHERE account_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_member_follows_account AFTER UPDATE OF branch_id ON key_account
    FOR EACH ROW WHEN (OLD.branch_id IS DISTINCT FROM NEW.branch_id) EXECUTE FUNCTION account_member_follows_account();

  CREATE FUNCTION account_primary(account uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT m.user_id FROM account_member m
    WHERE m.account_id = account AND m.role = 'primary' AND app_in_effect(m.from_on, m.until_on, m.branch_id)
  $$;
  CREATE FUNCTION account_manager_follows_seat() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE account uuid := coalesce(NEW.account_id, OLD.account_id);
  BEGIN
    IF NEW.role = 'primary' OR OLD.role = 'primary' THEN
      UPDATE key_account SET manager_id = account_primary(account)
        WHERE id = account AND manager_id IS DISTINCT FROM account_primary(account);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_manager_follows_seat AFTER INSERT OR UPDATE OR DELETE ON account_member
    FOR EACH ROW EXECUTE FUNCTION account_manager_follows_seat();
`;

// The accounts a viewer serves today outside their own branches: once a statement, by an index over their seats, and
// almost always few. It asks no policy, so that the policy of accounts can ask it.
const SIGHT = `
  CREATE POLICY account_member_system ON account_member FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT (account_id, branch_id, user_id, role, from_on, until_on) ON account_member TO hongyan_system;
  CREATE POLICY key_account_manager ON key_account FOR UPDATE TO hongyan_system USING (true);
  GRANT SELECT (manager_id), UPDATE (manager_id) ON key_account TO hongyan_system;

  CREATE FUNCTION app_account_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE ${DEFINER} AS $$
  BEGIN
    RETURN coalesce((SELECT array_agg(DISTINCT m.account_id) FROM account_member m
      WHERE m.user_id = app_user_id() AND app_in_effect(m.from_on, m.until_on, m.branch_id)
        AND m.branch_id <> ALL (app_branch_ids())), '{}');
  END $$;
  CREATE FUNCTION account_serving(account uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT DISTINCT m.user_id FROM account_member m
    WHERE m.account_id = account AND app_in_effect(m.from_on, m.until_on, m.branch_id)
  $$;
  -- Whoever sees an account may know who serves it, also from branches out of sight.
  CREATE FUNCTION account_people(account uuid) RETURNS TABLE (user_id uuid, name text, branch_name text)
    LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT u.id, u.name, b.name FROM user_account u JOIN branch b ON b.id = u.branch_id
    WHERE u.id IN (SELECT m.user_id FROM account_member m WHERE m.account_id = account)
      AND EXISTS (SELECT 1 FROM key_account a WHERE a.id = account AND (a.${OWN} OR a.id ${SERVED}))
  $$;
  REVOKE ALL ON FUNCTION app_account_ids(), account_serving(uuid), account_people(uuid), app_today(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app_account_ids(), account_people(uuid), app_today(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION app_today(uuid) OWNER TO hongyan_system;
  ALTER FUNCTION app_account_ids() OWNER TO hongyan_system;
  ALTER FUNCTION account_serving(uuid) OWNER TO hongyan_system;
  ALTER FUNCTION account_people(uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

const ROW_SECURITY = `
  ALTER POLICY key_account_of_member ON key_account USING (id ${SERVED});
  ALTER POLICY campaign_of_member ON campaign USING (account_id ${SERVED});
  ALTER POLICY service_case_of_member ON service_case USING (account_id ${SERVED});
  ALTER POLICY account_member_read ON account_member USING (${OWN} OR account_id ${SERVED});
  ALTER POLICY account_member_write ON account_member USING (${OWN}) WITH CHECK (${OWN});
  GRANT UPDATE (branch_id, role, user_id, from_on, until_on) ON account_member TO hongyan_app;

  CREATE OR REPLACE FUNCTION activity_readers(branch uuid, account uuid)
    RETURNS TABLE (id uuid, name text, branch_id uuid)
    LANGUAGE sql STABLE ${DEFINER} AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id FROM branch b WHERE b.id = branch
        UNION
        SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
      )
      SELECT u.id, u.name, u.branch_id FROM user_account u
      WHERE u.active AND (u.branch_id IN (SELECT up.id FROM up) OR u.id IN (SELECT account_serving(account)))
  $$;

  CREATE OR REPLACE FUNCTION key_account_matching(typed text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
      SELECT a.id FROM key_account a
      WHERE search_grams(account_words(a.code, a.name, a.legal_name, a.credit_code, a.trade_names), 1)
          @> search_grams(lower(typed), least(2, length(typed)))
        AND (length(typed) <= 2
          OR strpos(lower(a.code || E'\\n' || a.name || E'\\n' || coalesce(a.legal_name, '') || E'\\n'
            || coalesce(a.credit_code, '') || CASE WHEN a.trade_names = '{}' THEN '' ELSE
              E'\\n' || array_to_string(a.trade_names, E'\\n') END), lower(typed)) > 0)
        AND (a.${OWN} OR a.id ${SERVED})
  $$;
`;

const BACK = `
  ALTER TABLE key_account ADD COLUMN member_ids uuid[] NOT NULL DEFAULT '{}';
  CREATE INDEX ix_key_account_members ON key_account USING gin (member_ids);
  GRANT SELECT (member_ids) ON key_account TO hongyan_system;
  DROP TRIGGER account_member_placed ON account_member;
  DROP TRIGGER account_manager_follows_seat ON account_member;
  DROP TRIGGER account_member_follows_account ON key_account;
  DELETE FROM account_member m WHERE NOT app_in_effect(m.from_on, m.until_on, m.branch_id) OR EXISTS (
    SELECT 1 FROM account_member e WHERE e.account_id = m.account_id AND e.user_id = m.user_id AND e.role = m.role
      AND e.id < m.id);
  UPDATE key_account a SET member_ids = ARRAY(
    SELECT DISTINCT m.user_id FROM account_member m WHERE m.account_id = a.id ORDER BY 1);
  ALTER POLICY key_account_of_member ON key_account USING (member_ids @> ARRAY[(SELECT app_user_id())]);
  ALTER POLICY campaign_of_member ON campaign
    USING (account_id IN (SELECT id FROM key_account WHERE member_ids @> ARRAY[(SELECT app_user_id())]));
  ALTER POLICY service_case_of_member ON service_case
    USING (account_id IN (SELECT id FROM key_account WHERE member_ids @> ARRAY[(SELECT app_user_id())]));
  ALTER POLICY account_member_read ON account_member
    USING (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id));
  ALTER POLICY account_member_write ON account_member
    USING (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id AND a.${OWN}))
    WITH CHECK (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_member.account_id AND a.${OWN}));
  DROP POLICY account_member_system ON account_member;
  DROP POLICY key_account_manager ON key_account;
  REVOKE SELECT (manager_id), UPDATE (manager_id) ON key_account FROM hongyan_system;
  REVOKE UPDATE (branch_id, role, user_id, from_on, until_on) ON account_member FROM hongyan_app;
  REVOKE ALL ON account_member FROM hongyan_system;
  REVOKE SELECT (time_zone, name) ON branch FROM hongyan_system;
  CREATE OR REPLACE FUNCTION activity_readers(branch uuid, account uuid)
    RETURNS TABLE (id uuid, name text, branch_id uuid)
    LANGUAGE sql STABLE ${DEFINER} AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id FROM branch b WHERE b.id = branch
        UNION
        SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
      )
      SELECT u.id, u.name, u.branch_id FROM user_account u
      WHERE u.active AND (u.branch_id IN (SELECT up.id FROM up)
        OR u.id IN (SELECT unnest(a.member_ids) FROM key_account a WHERE a.id = account))
  $$;
  CREATE OR REPLACE FUNCTION key_account_matching(typed text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
      SELECT a.id FROM key_account a
      WHERE search_grams(account_words(a.code, a.name, a.legal_name, a.credit_code, a.trade_names), 1)
          @> search_grams(lower(typed), least(2, length(typed)))
        AND (length(typed) <= 2
          OR strpos(lower(a.code || E'\\n' || a.name || E'\\n' || coalesce(a.legal_name, '') || E'\\n'
            || coalesce(a.credit_code, '') || CASE WHEN a.trade_names = '{}' THEN '' ELSE
              E'\\n' || array_to_string(a.trade_names, E'\\n') END), lower(typed)) > 0)
        AND (a.${OWN} OR a.member_ids @> ARRAY[(SELECT app_user_id())])
  $$;
  ALTER TABLE account_member DROP CONSTRAINT ex_account_member_one_at_a_time, DROP CONSTRAINT ex_account_member_twice,
    DROP CONSTRAINT ck_account_member_days, DROP CONSTRAINT account_member_pkey;
  DROP INDEX ix_account_member_user, ix_account_member_account;
  ALTER TABLE account_member DROP COLUMN id, DROP COLUMN branch_id, DROP COLUMN from_on, DROP COLUMN until_on,
    ADD PRIMARY KEY (account_id, user_id, role);
  CREATE INDEX ix_account_member_user ON account_member (user_id);
  DROP FUNCTION account_people(uuid), account_serving(uuid), app_account_ids(), account_member_placed(),
    account_member_follows_account(), account_manager_follows_seat(), account_primary(uuid),
    app_in_effect(date, date, uuid), app_today(uuid);
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

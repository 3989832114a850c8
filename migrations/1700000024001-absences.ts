import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is away, and who sees to their accounts meanwhile. */
export class Absences1700000024001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(COVER);
    await runner.query(SIGHT);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
const SERVED = '= ANY ((SELECT app_account_ids())::uuid[])';

// An absence lies in the branch of who is away, whose days it counts.
const TABLES = `
  CREATE TABLE absence (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    user_id uuid NOT NULL REFERENCES user_account (id),
    kind text NOT NULL CHECK (kind IN ('leave', 'sick', 'travel', 'training', 'other')),
    from_on date NOT NULL,
    until_on date NOT NULL,
    cover_id uuid REFERENCES user_account (id),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
    recorded_by uuid NOT NULL REFERENCES user_account (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_absence_days CHECK (until_on >= from_on AND until_on < from_on + 732),
    CONSTRAINT ck_absence_cover CHECK (cover_id <> user_id),
    CONSTRAINT ex_absence_one_at_a_time EXCLUDE USING gist (user_id WITH =, daterange(from_on, until_on, '[]') WITH &&)
  );
  CREATE INDEX ix_absence_cover ON absence (cover_id, until_on);
  CREATE INDEX ix_absence_branch ON absence (branch_id, from_on);

  CREATE TABLE absence_cover (
    absence_id uuid NOT NULL REFERENCES absence (id) ON DELETE CASCADE,
    account_id uuid NOT NULL REFERENCES key_account (id),
    cover_id uuid NOT NULL REFERENCES user_account (id),
    PRIMARY KEY (absence_id, account_id)
  );
  CREATE INDEX ix_absence_cover_account_cover ON absence_cover (cover_id);
`;

// Whoever covers may be away as well, so the way goes on from them to theirs. It never comes by the same person twice.
const COVER = `
  CREATE FUNCTION account_stand_in(account uuid, person uuid) RETURNS uuid LANGUAGE plpgsql STABLE ${DEFINER} AS $$
  DECLARE
    acting uuid := person;
    next uuid;
    seen uuid[] := ARRAY[person];
  BEGIN
    LOOP
      SELECT coalesce(c.cover_id, x.cover_id) INTO next
        FROM absence x LEFT JOIN absence_cover c ON c.absence_id = x.id AND c.account_id = account
        WHERE x.user_id = acting AND app_in_effect(x.from_on, x.until_on, x.branch_id);
      IF NOT FOUND THEN RETURN acting; END IF;
      IF next IS NULL OR next = ANY (seen) THEN RETURN NULL; END IF;
      acting := next;
      seen := seen || next;
    END LOOP;
  END $$;

  -- Whoever is away on these days and whose cover, or cover's cover, is one of the people, or the other way round.
  CREATE FUNCTION absences_around(people uuid[], first date, last date)
    RETURNS TABLE (id uuid, user_id uuid, from_on date, until_on date, account_id uuid, cover_id uuid)
    LANGUAGE sql STABLE ${DEFINER} AS $$
    WITH RECURSIVE link AS MATERIALIZED (
      SELECT x.id, x.user_id, x.from_on, x.until_on, NULL::uuid AS account_id, x.cover_id FROM absence x
        WHERE x.from_on <= last AND x.until_on >= first
      UNION ALL
      SELECT x.id, x.user_id, x.from_on, x.until_on, c.account_id, c.cover_id
        FROM absence x JOIN absence_cover c ON c.absence_id = x.id WHERE x.from_on <= last AND x.until_on >= first
    ), near AS (
      SELECT unnest(people) AS person
      UNION
      SELECT CASE WHEN l.user_id = n.person THEN l.cover_id ELSE l.user_id END
        FROM near n JOIN link l ON n.person IN (l.user_id, l.cover_id)
    ) SELECT l.id, l.user_id, l.from_on, l.until_on, l.account_id, l.cover_id FROM link l
      WHERE l.user_id IN (SELECT person FROM near)
  $$;
`;

// Almost nobody covers for anybody, and then only one's own seats are asked for.
const SIGHT = `
  CREATE POLICY absence_system ON absence FOR SELECT TO hongyan_system USING (true);
  CREATE POLICY absence_cover_system ON absence_cover FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT (id, branch_id, user_id, cover_id, from_on, until_on) ON absence TO hongyan_system;
  GRANT SELECT ON absence_cover TO hongyan_system;

  CREATE FUNCTION app_covering() RETURNS uuid[] LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT coalesce(array_agg(x.id), '{}') FROM (
      SELECT a.id FROM absence a WHERE a.cover_id = app_user_id() AND a.until_on >= (now() - interval '2 days')::date
      UNION
      SELECT c.absence_id FROM absence_cover c WHERE c.cover_id = app_user_id()) AS x
  $$;
  CREATE FUNCTION app_covered_people(covering uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    WITH RECURSIVE link AS (
      SELECT x.user_id, x.cover_id FROM absence x
        WHERE x.cover_id IS NOT NULL AND app_in_effect(x.from_on, x.until_on, x.branch_id)
      UNION
      SELECT x.user_id, c.cover_id FROM absence_cover c JOIN absence x ON x.id = c.absence_id
        WHERE app_in_effect(x.from_on, x.until_on, x.branch_id)
    ), covered AS (
      SELECT l.user_id FROM link l WHERE l.cover_id = covering
      UNION
      SELECT l.user_id FROM link l JOIN covered c ON l.cover_id = c.user_id
    ) SELECT user_id FROM covered WHERE user_id <> covering
  $$;

  CREATE OR REPLACE FUNCTION app_account_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE ${DEFINER} AS $$
  DECLARE me uuid := app_user_id();
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM absence x WHERE x.cover_id = me AND x.until_on >= (now() - interval '2 days')::date)
       AND NOT EXISTS (SELECT 1 FROM absence_cover c WHERE c.cover_id = me) THEN
      RETURN coalesce((SELECT array_agg(DISTINCT m.account_id) FROM account_member m
        WHERE m.user_id = me AND app_in_effect(m.from_on, m.until_on, m.branch_id)
          AND m.branch_id <> ALL (app_branch_ids())), '{}');
    END IF;
    RETURN coalesce((
      WITH RECURSIVE acting (account_id, person) AS (
        SELECT m.account_id, m.user_id FROM account_member m
          WHERE m.user_id IN (SELECT me UNION ALL SELECT app_covered_people(me))
            AND app_in_effect(m.from_on, m.until_on, m.branch_id) AND m.branch_id <> ALL (app_branch_ids())
        UNION
        SELECT a.account_id, coalesce(c.cover_id, x.cover_id) FROM acting a
          JOIN absence x ON x.user_id = a.person AND app_in_effect(x.from_on, x.until_on, x.branch_id)
          LEFT JOIN absence_cover c ON c.absence_id = x.id AND c.account_id = a.account_id
      ) SELECT array_agg(DISTINCT account_id) FROM acting WHERE person = me), '{}');
  END $$;
  CREATE OR REPLACE FUNCTION account_serving(account uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    WITH RECURSIVE acting (person) AS (
      SELECT m.user_id FROM account_member m
        WHERE m.account_id = account AND app_in_effect(m.from_on, m.until_on, m.branch_id)
      UNION
      SELECT coalesce(c.cover_id, x.cover_id) FROM acting a
        JOIN absence x ON x.user_id = a.person AND app_in_effect(x.from_on, x.until_on, x.branch_id)
        LEFT JOIN absence_cover c ON c.absence_id = x.id AND c.account_id = account
    ) SELECT person FROM acting WHERE person IS NOT NULL
  $$;
  CREATE OR REPLACE FUNCTION account_people(account uuid) RETURNS TABLE (user_id uuid, name text, branch_name text)
    LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT u.id, u.name, b.name FROM user_account u JOIN branch b ON b.id = u.branch_id
    WHERE u.id IN (SELECT m.user_id FROM account_member m WHERE m.account_id = account
                   UNION SELECT account_serving(account))
      AND EXISTS (SELECT 1 FROM key_account a WHERE a.id = account AND (a.${OWN} OR a.id ${SERVED}))
  $$;
  -- Why somebody is away is not told here.
  CREATE FUNCTION account_away(account uuid) RETURNS TABLE (user_id uuid, until_on date, stand_in uuid)
    LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT x.user_id, x.until_on, account_stand_in(account, x.user_id) FROM absence x
    WHERE x.user_id IN (SELECT account_serving(account)) AND app_in_effect(x.from_on, x.until_on, x.branch_id)
      AND EXISTS (SELECT 1 FROM key_account a WHERE a.id = account AND (a.${OWN} OR a.id ${SERVED}))
  $$;
  REVOKE ALL ON FUNCTION account_stand_in(uuid, uuid), absences_around(uuid[], date, date), app_covering(),
    app_covered_people(uuid), account_away(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION account_stand_in(uuid, uuid), absences_around(uuid[], date, date), app_covering(),
    app_covered_people(uuid), account_away(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION account_stand_in(uuid, uuid) OWNER TO hongyan_system;
  ALTER FUNCTION absences_around(uuid[], date, date) OWNER TO hongyan_system;
  ALTER FUNCTION app_covering() OWNER TO hongyan_system;
  ALTER FUNCTION app_covered_people(uuid) OWNER TO hongyan_system;
  ALTER FUNCTION account_away(uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

// Everybody records their own absences; those of others are recorded by who leads the teams of the branch.
const ROW_SECURITY = `
  ALTER TABLE absence ENABLE ROW LEVEL SECURITY;
  ALTER TABLE absence FORCE ROW LEVEL SECURITY;
  CREATE POLICY absence_read ON absence FOR SELECT TO hongyan_app
    USING (${OWN} OR user_id = (SELECT app_user_id()) OR id = ANY ((SELECT app_covering())::uuid[]));
  CREATE POLICY absence_write ON absence TO hongyan_app
    USING (${OWN} AND (user_id = (SELECT app_user_id()) OR (SELECT app_may('teams:write'))))
    WITH CHECK (${OWN} AND (user_id = (SELECT app_user_id()) OR (SELECT app_may('teams:write'))));
  GRANT SELECT, INSERT, UPDATE, DELETE ON absence TO hongyan_app;

  ALTER TABLE absence_cover ENABLE ROW LEVEL SECURITY;
  ALTER TABLE absence_cover FORCE ROW LEVEL SECURITY;
  CREATE POLICY absence_cover_read ON absence_cover FOR SELECT TO hongyan_app
    USING (EXISTS (SELECT 1 FROM absence x WHERE x.id = absence_id));
  CREATE POLICY absence_cover_write ON absence_cover TO hongyan_app
    USING (EXISTS (SELECT 1 FROM absence x WHERE x.id = absence_id AND x.${OWN}
      AND (x.user_id = (SELECT app_user_id()) OR (SELECT app_may('teams:write')))))
    WITH CHECK (EXISTS (SELECT 1 FROM absence x WHERE x.id = absence_id AND x.${OWN}
      AND (x.user_id = (SELECT app_user_id()) OR (SELECT app_may('teams:write')))));
  GRANT SELECT, INSERT, DELETE ON absence_cover TO hongyan_app;
`;

const BACK = `
  CREATE OR REPLACE FUNCTION app_account_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE ${DEFINER} AS $$
  BEGIN
    RETURN coalesce((SELECT array_agg(DISTINCT m.account_id) FROM account_member m
      WHERE m.user_id = app_user_id() AND app_in_effect(m.from_on, m.until_on, m.branch_id)
        AND m.branch_id <> ALL (app_branch_ids())), '{}');
  END $$;
  CREATE OR REPLACE FUNCTION account_serving(account uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT DISTINCT m.user_id FROM account_member m
    WHERE m.account_id = account AND app_in_effect(m.from_on, m.until_on, m.branch_id)
  $$;
  CREATE OR REPLACE FUNCTION account_people(account uuid) RETURNS TABLE (user_id uuid, name text, branch_name text)
    LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT u.id, u.name, b.name FROM user_account u JOIN branch b ON b.id = u.branch_id
    WHERE u.id IN (SELECT m.user_id FROM account_member m WHERE m.account_id = account)
      AND EXISTS (SELECT 1 FROM key_account a WHERE a.id = account AND (a.${OWN} OR a.id ${SERVED}))
  $$;
  DROP FUNCTION account_away(uuid), absences_around(uuid[], date, date), account_stand_in(uuid, uuid),
    app_covered_people(uuid);
  DROP TABLE absence_cover, absence CASCADE;
  DROP FUNCTION app_covering();
`;

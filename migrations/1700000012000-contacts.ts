import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people of key accounts: where they work, how they stand to each other and to us, when we last spoke. */
export class Contacts1700000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONTACTS);
    await runner.query(POSITIONS);
    await runner.query(INFLUENCE);
    await runner.query(TOUCHES);
    await runner.query(CONTACT_SECURITY);
    await runner.query(ofAccount('contact_position', 'SELECT, INSERT, UPDATE, DELETE'));
    await runner.query(ofAccount('contact_link', 'SELECT, INSERT, DELETE'));
    await runner.query(ofAccount('contact_cover', 'SELECT, INSERT, DELETE'));
    await runner.query(ofAccount('account_influence', 'SELECT, INSERT, UPDATE'));
    await runner.query(LAST_TOUCHED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE contact_touch, account_influence, contact_cover, contact_link, contact_position, contact CASCADE`,
    );
    await runner.query('DROP FUNCTION contact_position_of_seen_contact(), contact_touched()');
  }
}

// A birthday and a preference say more of a person than an office needs to call them, so neither is kept without a
// lawful basis.
const CONTACTS = `
  CREATE TABLE contact (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    phone text CHECK (length(phone) BETWEEN 1 AND 40),
    mobile text CHECK (length(mobile) BETWEEN 1 AND 40),
    email text CHECK (length(email) BETWEEN 1 AND 254),
    wechat text CHECK (length(wechat) BETWEEN 1 AND 60),
    birthday_calendar text CHECK (birthday_calendar IN ('solar', 'lunar')),
    birthday_month smallint CHECK (birthday_month BETWEEN 1 AND 12),
    birthday_day smallint,
    birthday_year smallint CHECK (birthday_year BETWEEN 1900 AND 2200),
    preferences text NOT NULL DEFAULT '' CHECK (length(preferences) <= 1000),
    lawful_basis text CHECK (lawful_basis IN ('consent', 'contract', 'legitimate-interest', 'public-source')),
    lawful_note text NOT NULL DEFAULT '' CHECK (length(lawful_note) <= 400),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    active boolean NOT NULL DEFAULT true,
    last_touched_on date,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_contact_birthday CHECK (
      CASE WHEN birthday_month IS NULL
        THEN birthday_day IS NULL AND birthday_year IS NULL AND birthday_calendar IS NULL
        ELSE birthday_day IS NOT NULL AND birthday_calendar IS NOT NULL AND birthday_day BETWEEN 1 AND
          CASE WHEN birthday_calendar = 'lunar' OR birthday_month IN (4, 6, 9, 11) THEN 30
               WHEN birthday_month = 2 THEN 29 ELSE 31 END
      END),
    CONSTRAINT ck_contact_lawful CHECK (
      lawful_basis IS NOT NULL OR (birthday_month IS NULL AND preferences = ''))
  );
  CREATE INDEX ix_contact_branch ON contact (branch_id);
  CREATE INDEX ix_contact_name ON contact (name);
  CREATE INDEX ix_contact_search ON contact USING gin (name gin_trgm_ops);
  CREATE INDEX ix_contact_birthday ON contact (birthday_calendar, birthday_month, birthday_day);
  -- In the orders the list is read in.
  CREATE INDEX ix_contact_sort ON contact (name COLLATE "zh-x-icu", id);
  CREATE INDEX ix_contact_touched ON contact ((coalesce(last_touched_on, '-infinity'::date)), id);
`;

const POSITIONS = `
  CREATE TABLE contact_position (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    account_id uuid NOT NULL REFERENCES key_account (id) ON DELETE CASCADE,
    title text NOT NULL DEFAULT '' CHECK (length(title) <= 60),
    department text NOT NULL DEFAULT '' CHECK (length(department) <= 60),
    role text NOT NULL CHECK (role IN
      ('decision-maker', 'influencer', 'user', 'gatekeeper', 'payer', 'liaison')),
    rank text NOT NULL CHECK (rank IN ('executive', 'senior', 'manager', 'staff')),
    stance text NOT NULL DEFAULT 'neutral' CHECK (stance IN
      ('champion', 'supporter', 'neutral', 'sceptic', 'opponent')),
    strength smallint NOT NULL DEFAULT 1 CHECK (strength BETWEEN 1 AND 5),
    is_primary boolean NOT NULL DEFAULT false,
    started_on date,
    ended_on date,
    x integer CHECK (x BETWEEN -20000 AND 20000),
    y integer CHECK (y BETWEEN -20000 AND 20000),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_contact_position UNIQUE (contact_id, account_id),
    CONSTRAINT ck_contact_position_dates CHECK (ended_on >= started_on),
    CONSTRAINT ck_contact_position_place CHECK ((x IS NULL) = (y IS NULL))
  );
  CREATE INDEX ix_contact_position_account ON contact_position (account_id);
  CREATE UNIQUE INDEX uq_contact_position_primary ON contact_position (account_id) WHERE is_primary;

  -- Whoever could link a contact they do not see would see it from then on. The policy of positions cannot ask
  -- contacts, whose policy asks positions; a trigger can, as the one who writes.
  CREATE FUNCTION contact_position_of_seen_contact() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = NEW.contact_id) THEN
      RAISE EXCEPTION 'no such contact' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER contact_position_contact BEFORE INSERT OR UPDATE OF contact_id ON contact_position
    FOR EACH ROW EXECUTE FUNCTION contact_position_of_seen_contact();
`;

const INFLUENCE = `
  CREATE TABLE contact_link (
    account_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reports-to', 'sponsors', 'blocks')),
    strength smallint NOT NULL DEFAULT 2 CHECK (strength BETWEEN 1 AND 3),
    PRIMARY KEY (account_id, from_id, to_id, kind),
    CONSTRAINT fk_contact_link_from FOREIGN KEY (from_id, account_id)
      REFERENCES contact_position (contact_id, account_id) ON DELETE CASCADE,
    CONSTRAINT fk_contact_link_to FOREIGN KEY (to_id, account_id)
      REFERENCES contact_position (contact_id, account_id) ON DELETE CASCADE,
    CONSTRAINT ck_contact_link_not_to_oneself CHECK (from_id <> to_id)
  );
  CREATE INDEX ix_contact_link_to ON contact_link (account_id, to_id);
  CREATE UNIQUE INDEX uq_contact_link_superior ON contact_link (account_id, from_id) WHERE kind = 'reports-to';

  CREATE TABLE contact_cover (
    account_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES user_account (id),
    PRIMARY KEY (account_id, contact_id, user_id),
    CONSTRAINT fk_contact_cover_position FOREIGN KEY (contact_id, account_id)
      REFERENCES contact_position (contact_id, account_id) ON DELETE CASCADE
  );
  CREATE INDEX ix_contact_cover_user ON contact_cover (user_id);

  CREATE TABLE account_influence (
    account_id uuid PRIMARY KEY REFERENCES key_account (id) ON DELETE CASCADE,
    version integer NOT NULL DEFAULT 1
  );
`;

const TOUCHES = `
  CREATE TABLE contact_touch (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES user_account (id),
    channel text NOT NULL CHECK (channel IN ('phone', 'wechat', 'email', 'visit', 'event', 'mail')),
    touched_on date NOT NULL,
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_contact_touch_contact ON contact_touch (contact_id, touched_on);
`;

const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';

// Positions are asked row by row (EXISTS, not IN): a page of contacts must not read every account there is.
const CONTACT_SECURITY = `
  ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
  ALTER TABLE contact FORCE ROW LEVEL SECURITY;
  CREATE POLICY contact_of_viewer ON contact TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
  CREATE POLICY contact_of_account ON contact FOR SELECT TO hongyan_app
    USING (EXISTS (SELECT 1 FROM contact_position p WHERE p.contact_id = contact.id));
  GRANT SELECT, INSERT, UPDATE ON contact TO hongyan_app;

  ALTER TABLE contact_touch ENABLE ROW LEVEL SECURITY;
  ALTER TABLE contact_touch FORCE ROW LEVEL SECURITY;
  CREATE POLICY contact_touch_read ON contact_touch FOR SELECT TO hongyan_app
    USING (EXISTS (SELECT 1 FROM contact c WHERE c.id = contact_id));
  CREATE POLICY contact_touch_write ON contact_touch FOR INSERT TO hongyan_app
    WITH CHECK (user_id = (SELECT app_user_id()) AND EXISTS (SELECT 1 FROM contact c WHERE c.id = contact_id));
  GRANT SELECT, INSERT ON contact_touch TO hongyan_app;
`;

/** What belongs to an account is read with the account and written by the branch that owns it. */
function ofAccount(table: string, grants: string): string {
  const seen = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id)`;
  const owned = `EXISTS (SELECT 1 FROM key_account a WHERE a.id = ${table}.account_id AND a.${OWN})`;
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_read ON ${table} FOR SELECT TO hongyan_app USING (${seen});
    CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO hongyan_app WITH CHECK (${owned});
    CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO hongyan_app USING (${owned}) WITH CHECK (${owned});
    CREATE POLICY ${table}_delete ON ${table} FOR DELETE TO hongyan_app USING (${owned});
    GRANT ${grants} ON ${table} TO hongyan_app;
  `;
}

// A member of the service team from another branch may speak with a contact but not change it; the day of the last
// touch is therefore kept by a function of the system role, which writes that one column and reads nothing else.
const LAST_TOUCHED = `
  CREATE POLICY contact_touch_seen ON contact FOR SELECT TO hongyan_system USING (true);
  CREATE POLICY contact_touch_kept ON contact FOR UPDATE TO hongyan_system USING (true);
  GRANT SELECT (id, last_touched_on), UPDATE (last_touched_on) ON contact TO hongyan_system;

  CREATE FUNCTION contact_touched() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE contact SET last_touched_on = greatest(last_touched_on, NEW.touched_on) WHERE id = NEW.contact_id;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION contact_touched() FROM PUBLIC;
  CREATE TRIGGER contact_touch_kept AFTER INSERT ON contact_touch
    FOR EACH ROW EXECUTE FUNCTION contact_touched();
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION contact_touched() OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

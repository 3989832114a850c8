import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists, their imports and records, suppression, and the view a mailing freezes its audience from. */
export class AddressLists1700000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LISTS);
    await runner.query(RECORDS);
    await runner.query(SUPPRESSION);
    await runner.query(ROW_SECURITY);
    await runner.query(AUDIENCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW audience_record');
    await runner.query(
      'DROP TABLE suppressed_hash, suppression, address_record, list_import, address_list CASCADE',
    );
    await runner.query('DROP FUNCTION suppression_added(), suppression_removed()');
  }
}

// A list cannot move to another branch: (id, branch_id) is what imports and records refer to, so that a
// record can never stand under another branch than its list.
const LISTS = `
  CREATE TABLE address_list (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    account_id uuid REFERENCES key_account (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    legal_basis text CHECK (legal_basis IN ('consent', 'contract', 'request', 'legal-duty', 'public')),
    purpose text NOT NULL CHECK (length(purpose) <= 500),
    basis_obtained_on date,
    expires_on date,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')),
    record_count integer NOT NULL DEFAULT 0 CHECK (record_count >= 0),
    created_by uuid NOT NULL REFERENCES user_account (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_address_list_branch UNIQUE (id, branch_id),
    CONSTRAINT ck_address_list_basis_dated CHECK ((legal_basis IS NULL) = (basis_obtained_on IS NULL)),
    CONSTRAINT ck_address_list_expiry CHECK (expires_on >= basis_obtained_on)
  );
  CREATE INDEX ix_address_list_branch ON address_list (branch_id);
  CREATE INDEX ix_address_list_account ON address_list (account_id);

  CREATE TABLE list_import (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    list_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'uploaded'
      CHECK (state IN ('uploaded', 'previewed', 'running', 'done', 'failed', 'cancelled')),
    file_key text NOT NULL,
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    bytes_total bigint NOT NULL CHECK (bytes_total >= 0),
    encoding text NOT NULL,
    delimiter text NOT NULL CHECK (length(delimiter) = 1),
    header text[] NOT NULL,
    mapping jsonb NOT NULL,
    bytes_done bigint NOT NULL DEFAULT 0,
    rows integer NOT NULL DEFAULT 0,
    accepted integer NOT NULL DEFAULT 0,
    rejected integer NOT NULL DEFAULT 0,
    duplicates integer NOT NULL DEFAULT 0,
    warnings integer NOT NULL DEFAULT 0,
    error_code text,
    error_row integer,
    rejects_key text,
    fence integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    CONSTRAINT fk_list_import_list FOREIGN KEY (list_id, branch_id) REFERENCES address_list (id, branch_id),
    CONSTRAINT ck_list_import_sum CHECK (state <> 'done' OR rows = accepted + rejected + duplicates),
    CONSTRAINT ck_list_import_failed CHECK ((state = 'failed') = (error_code IS NOT NULL)),
    CONSTRAINT ck_list_import_finished
      CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
  );
  CREATE INDEX ix_list_import_list ON list_import (list_id);
  CREATE INDEX ix_list_import_running ON list_import (lease_until) WHERE state = 'running';
`;

// One foreign key, not three: each is a look-up a row, and a list has millions. import_id is only ever
// written by the statement that reads it from the import's own row.
const RECORDS = `
  CREATE TABLE address_record (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    list_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    import_id uuid NOT NULL,
    row_number integer NOT NULL,
    name text NOT NULL,
    company text NOT NULL,
    address text NOT NULL,
    postcode text NOT NULL CHECK (postcode ~ '^([0-9]{6})?$'),
    phone text NOT NULL,
    extra jsonb NOT NULL,
    recipient_hash bytea NOT NULL CHECK (octet_length(recipient_hash) = 16),
    person_hash bytea NOT NULL CHECK (octet_length(person_hash) = 16),
    address_hash bytea NOT NULL CHECK (octet_length(address_hash) = 16),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_address_record_recipient UNIQUE (list_id, recipient_hash),
    CONSTRAINT fk_address_record_list FOREIGN KEY (list_id, branch_id) REFERENCES address_list (id, branch_id)
  );
  CREATE INDEX ix_address_record_row ON address_record (list_id, row_number);
`;

// A refusal given to one branch holds in the whole house, while who entered it and why stays with that branch.
// suppressed_hash is what everybody may ask: keyed hashes without branch, reason or person. It counts its
// holders because a trigger's owner may not see other branches' entries either.
const SUPPRESSION = `
  CREATE TABLE suppression (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    kind text NOT NULL CHECK (kind IN ('person', 'address')),
    hash bytea NOT NULL CHECK (octet_length(hash) = 16),
    reason text NOT NULL CHECK (reason IN ('asked', 'complaint', 'deceased', 'returned', 'legal', 'other')),
    source text NOT NULL CHECK (length(source) <= 200),
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_suppression_hash UNIQUE (branch_id, hash)
  );

  CREATE TABLE suppressed_hash (
    hash bytea PRIMARY KEY,
    holders integer NOT NULL CHECK (holders > 0)
  );

  CREATE FUNCTION suppression_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO suppressed_hash (hash, holders) VALUES (NEW.hash, 1)
      ON CONFLICT (hash) DO UPDATE SET holders = suppressed_hash.holders + 1;
    RETURN NULL;
  END $$;
  CREATE FUNCTION suppression_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  BEGIN
    DELETE FROM suppressed_hash WHERE hash = OLD.hash AND holders = 1;
    IF NOT FOUND THEN
      UPDATE suppressed_hash SET holders = holders - 1 WHERE hash = OLD.hash;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER suppression_added AFTER INSERT ON suppression
    FOR EACH ROW EXECUTE FUNCTION suppression_added();
  CREATE TRIGGER suppression_removed AFTER DELETE ON suppression
    FOR EACH ROW EXECUTE FUNCTION suppression_removed();
`;

const ROW_SECURITY = `
  ALTER TABLE address_list ENABLE ROW LEVEL SECURITY;
  ALTER TABLE address_list FORCE ROW LEVEL SECURITY;
  CREATE POLICY address_list_of_viewer ON address_list TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT ON address_list TO hongyan_app;
  GRANT UPDATE (account_id, name, source, legal_basis, purpose, basis_obtained_on, expires_on, state,
                record_count, version, updated_at) ON address_list TO hongyan_app;

  ALTER TABLE list_import ENABLE ROW LEVEL SECURITY;
  ALTER TABLE list_import FORCE ROW LEVEL SECURITY;
  CREATE POLICY list_import_of_viewer ON list_import TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY list_import_system ON list_import FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON list_import TO hongyan_app;
  GRANT SELECT (id, list_id, branch_id, state, lease_until, created_by, started_at) ON list_import TO hongyan_system;

  ALTER TABLE address_record ENABLE ROW LEVEL SECURITY;
  ALTER TABLE address_record FORCE ROW LEVEL SECURITY;
  CREATE POLICY address_record_read ON address_record FOR SELECT TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]) AND (SELECT app_may('addresses:read')));
  CREATE POLICY address_record_import ON address_record FOR INSERT TO hongyan_app
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]) AND (SELECT app_may('lists:write')));
  GRANT SELECT, INSERT ON address_record TO hongyan_app;

  ALTER TABLE suppression ENABLE ROW LEVEL SECURITY;
  ALTER TABLE suppression FORCE ROW LEVEL SECURITY;
  CREATE POLICY suppression_of_viewer ON suppression TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT, DELETE ON suppression TO hongyan_app;

  -- Nobody but the triggers above may write it: the grant, not the policy, says so.
  ALTER TABLE suppressed_hash ENABLE ROW LEVEL SECURITY;
  ALTER TABLE suppressed_hash FORCE ROW LEVEL SECURITY;
  CREATE POLICY suppressed_hash_of_all ON suppressed_hash USING (true) WITH CHECK (true);
  GRANT SELECT ON suppressed_hash TO hongyan_app;
`;

// Two joins on equality, so that a million rows meet the suppressions in two hash joins.
const AUDIENCE = `
  CREATE VIEW audience_record WITH (security_invoker = true) AS
  SELECT r.list_id, r.id AS record_id, r.row_number, r.recipient_hash,
         r.name, r.company, r.address, r.postcode, r.phone, r.extra,
         CASE
           WHEN person.hash IS NOT NULL OR place.hash IS NOT NULL THEN 'suppressed'
           WHEN l.legal_basis IS NULL THEN 'no-legal-basis'
           WHEN l.expires_on < (now() AT TIME ZONE b.time_zone)::date THEN 'basis-expired'
         END AS refusal
  FROM address_record r
  JOIN address_list l ON l.id = r.list_id
  JOIN branch b ON b.id = l.branch_id
  LEFT JOIN suppressed_hash person ON person.hash = r.person_hash
  LEFT JOIN suppressed_hash place ON place.hash = r.address_hash;
  GRANT SELECT ON audience_record TO hongyan_app;
`;

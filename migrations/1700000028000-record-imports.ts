import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records taken in from files: what each row would come to, what it came to, and the way back. */
export class RecordImports1700000028000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORTS);
    await runner.query(ROWS);
    await runner.query(ROW_SECURITY);
    await runner.query(REMOVAL);
    await runner.query(POSITIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['key_account', 'contact']) {
      await runner.query(
        `DROP POLICY ${table}_imported ON ${table}; REVOKE DELETE ON ${table} FROM hongyan_app`,
      );
    }
    await runner.query('DROP FUNCTION contact_positions_of(uuid[])');
    await runner.query('DROP TABLE record_import_row, record_import');
  }
}

// Counts add up, or the import does not get into the state: every row is new, changed, unchanged or faulty; every new
// or changed one was carried out, refused or left out; every one carried out was given back, put aside or kept.
const IMPORTS = `
  CREATE TABLE record_import (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    created_by uuid NOT NULL REFERENCES user_account (id),
    list text NOT NULL CHECK (list ~ '^[a-z][a-z-]{0,39}$'),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
    header text[] NOT NULL,
    mapping jsonb NOT NULL,
    state text NOT NULL DEFAULT 'uploaded' CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'done',
      'stopped', 'undoing', 'undone', 'cancelled', 'failed')),
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 400),
    skip_similar boolean NOT NULL DEFAULT false,
    rows integer NOT NULL CHECK (rows >= 0),
    created integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    unchanged integer NOT NULL DEFAULT 0,
    faulty integer NOT NULL DEFAULT 0,
    similar_rows integer NOT NULL DEFAULT 0,
    applied integer NOT NULL DEFAULT 0,
    refused integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    removed integer NOT NULL DEFAULT 0,
    archived integer NOT NULL DEFAULT 0,
    restored integer NOT NULL DEFAULT 0,
    kept integer NOT NULL DEFAULT 0,
    error_code text,
    fence integer NOT NULL DEFAULT 0,
    claims integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    forget_at timestamptz,
    undo_until timestamptz,
    CONSTRAINT ck_record_import_checked CHECK (state IN ('uploaded', 'checking', 'cancelled', 'failed')
      OR rows = created + changed + unchanged + faulty),
    CONSTRAINT ck_record_import_applied CHECK (state NOT IN ('done', 'stopped', 'undoing', 'undone')
      OR created + changed = applied + refused + skipped),
    CONSTRAINT ck_record_import_undone CHECK (state <> 'undone' OR applied = removed + archived + restored + kept)
  );
  CREATE INDEX ix_record_import_own ON record_import (created_by, list, created_at);
  CREATE INDEX ix_record_import_due ON record_import (lease_until) WHERE state IN ('checking', 'running', 'undoing');
  CREATE INDEX ix_record_import_forget ON record_import (forget_at);
`;

// Cells go with the chunk that carries their row out; what undoing needs stays for some days.
const ROWS = `
  CREATE TABLE record_import_row (
    import_id uuid NOT NULL REFERENCES record_import (id) ON DELETE CASCADE,
    row_number integer NOT NULL CHECK (row_number > 1),
    cells text[] NOT NULL,
    broken boolean NOT NULL DEFAULT false,
    verdict text CHECK (verdict IN ('created', 'changed', 'unchanged', 'faulty')),
    keys text[] NOT NULL DEFAULT '{}',
    label text NOT NULL DEFAULT '',
    record_id uuid,
    version integer,
    changes jsonb NOT NULL DEFAULT '[]',
    faults jsonb NOT NULL DEFAULT '[]',
    similar_records jsonb NOT NULL DEFAULT '[]',
    outcome text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'applied', 'refused', 'skipped', 'removed',
      'archived', 'restored', 'kept')),
    PRIMARY KEY (import_id, row_number),
    CONSTRAINT ck_record_import_row_fault CHECK (verdict <> 'faulty' OR faults <> '[]')
  );
  CREATE INDEX ix_record_import_row_verdict ON record_import_row (import_id, verdict, row_number);
  CREATE INDEX ix_record_import_row_outcome ON record_import_row (import_id, outcome, row_number);
  CREATE INDEX ix_record_import_row_created ON record_import_row (record_id) WHERE verdict = 'created';
`;

// Whoever makes an import sees it and its rows, nobody else: what it did to a record stands in the record's history.
const ROW_SECURITY = `
  ALTER TABLE record_import ENABLE ROW LEVEL SECURITY;
  ALTER TABLE record_import FORCE ROW LEVEL SECURITY;
  CREATE POLICY record_import_own ON record_import TO hongyan_app
    USING (created_by = (SELECT app_user_id()))
    WITH CHECK (created_by = (SELECT app_user_id()) AND branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY record_import_system ON record_import FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON record_import TO hongyan_app;
  GRANT SELECT (id, branch_id, created_by, list, state, lease_until, forget_at) ON record_import TO hongyan_system;

  ALTER TABLE record_import_row ENABLE ROW LEVEL SECURITY;
  ALTER TABLE record_import_row FORCE ROW LEVEL SECURITY;
  CREATE POLICY record_import_row_own ON record_import_row TO hongyan_app
    USING (EXISTS (SELECT 1 FROM record_import i WHERE i.id = import_id));
  GRANT SELECT, INSERT, UPDATE, DELETE ON record_import_row TO hongyan_app;
`;

// Accounts and contacts are put out of use, never deleted; but for what one's own import has made by mistake.
const REMOVAL = ['key_account', 'contact']
  .map(
    (table) => `
      CREATE POLICY ${table}_imported ON ${table} AS RESTRICTIVE FOR DELETE TO hongyan_app
        USING (EXISTS (SELECT 1 FROM record_import_row r WHERE r.record_id = ${table}.id AND r.verdict = 'created'));
      GRANT DELETE ON ${table} TO hongyan_app;`,
  )
  .join('');

// A contact may have a position at an account that whoever undoes an import does not see. How many there are is asked
// of the system role, which tells the number alone.
const POSITIONS = `
  CREATE FUNCTION contact_positions_of(contacts uuid[]) RETURNS TABLE (contact_id uuid, positions integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT p.contact_id, count(*)::integer FROM contact_position p WHERE p.contact_id = ANY (contacts)
      GROUP BY p.contact_id
    $$;
  REVOKE ALL ON FUNCTION contact_positions_of(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION contact_positions_of(uuid[]) TO hongyan_app;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION contact_positions_of(uuid[]) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

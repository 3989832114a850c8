import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of many records at once: what was previewed, what came of each record, what undoing gave back. */
export class BulkEdits1700000023001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EDITS);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_edit_item, bulk_edit');
  }
}

// The preview lays down which records are meant and what each will become: exactly that is done, once for each record.
const EDITS = `
  CREATE TABLE bulk_edit (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    created_by uuid NOT NULL REFERENCES user_account (id),
    list text NOT NULL CHECK (list ~ '^[a-z][a-z-]{0,39}$'),
    field text NOT NULL CHECK (length(field) <= 81),
    change jsonb NOT NULL,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'running', 'done', 'undoing', 'undone')),
    total integer NOT NULL DEFAULT 0 CHECK (total >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz
  );
  CREATE INDEX ix_bulk_edit_own ON bulk_edit (created_by, list, created_at);
  CREATE INDEX ix_bulk_edit_due ON bulk_edit (started_at) WHERE state IN ('running', 'undoing');

  CREATE TABLE bulk_edit_item (
    bulk_edit_id uuid NOT NULL REFERENCES bulk_edit (id) ON DELETE CASCADE,
    record_id uuid NOT NULL,
    label text NOT NULL,
    version integer NOT NULL,
    before jsonb,
    after jsonb,
    state text NOT NULL CHECK (state IN ('pending', 'unchanged', 'refused', 'changed', 'stale', 'restored', 'kept')),
    fault jsonb CHECK ((fault IS NOT NULL) = (state = 'refused')),
    PRIMARY KEY (bulk_edit_id, record_id)
  );
  CREATE INDEX ix_bulk_edit_item_state ON bulk_edit_item (bulk_edit_id, state, record_id);
`;

// Whoever makes a bulk edit sees it, nobody else: what it did to a record stands in the record's own history.
const ROW_SECURITY = `
  ALTER TABLE bulk_edit ENABLE ROW LEVEL SECURITY;
  ALTER TABLE bulk_edit FORCE ROW LEVEL SECURITY;
  CREATE POLICY bulk_edit_own ON bulk_edit TO hongyan_app
    USING (created_by = (SELECT app_user_id()))
    WITH CHECK (created_by = (SELECT app_user_id()) AND branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY bulk_edit_system ON bulk_edit FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_edit TO hongyan_app;
  GRANT SELECT (id, branch_id, created_by, list, state, started_at) ON bulk_edit TO hongyan_system;

  ALTER TABLE bulk_edit_item ENABLE ROW LEVEL SECURITY;
  ALTER TABLE bulk_edit_item FORCE ROW LEVEL SECURITY;
  CREATE POLICY bulk_edit_item_own ON bulk_edit_item TO hongyan_app
    USING (EXISTS (SELECT 1 FROM bulk_edit e WHERE e.id = bulk_edit_id));
  GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_edit_item TO hongyan_app;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields that an administrator adds to the profile without code. */
export class AccountCustomFields1700000011002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LINEAGE);
    await runner.query(FIELDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE key_account DROP COLUMN custom_values;
      DROP TABLE account_custom_field;
      DROP FUNCTION branch_lineage(uuid[]);
    `);
  }
}

// A province's fields hold for its cities, whose people do not see the province. They may read what is laid down above
// them, so the way up is walked as the system role, which reads the tree's ids and nothing else.
const LINEAGE = `
  CREATE FUNCTION branch_lineage(branches uuid[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM branch WHERE id = ANY (branches)
      UNION
      SELECT b.id, b.parent_id FROM branch b JOIN up ON b.id = up.parent_id
    ) SELECT coalesce(array_agg(id), '{}') FROM up
  $$;
  REVOKE ALL ON FUNCTION branch_lineage(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION branch_lineage(uuid[]) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION branch_lineage(uuid[]) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

// A field is archived, never deleted: values given once stay readable in the history. Its key and type stand for good.
const FIELDS = `
  CREATE TABLE account_custom_field (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    label_zh text NOT NULL CHECK (length(label_zh) BETWEEN 1 AND 40),
    label_en text NOT NULL CHECK (length(label_en) BETWEEN 1 AND 60),
    type text NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean', 'choice', 'multi-choice')),
    options jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(options) = 'array'),
    required boolean NOT NULL DEFAULT false,
    section text NOT NULL DEFAULT '' CHECK (length(section) <= 40),
    position integer NOT NULL DEFAULT 0,
    archived boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_account_custom_field_key UNIQUE (branch_id, key),
    CONSTRAINT ck_account_custom_field_options CHECK ((type IN ('choice', 'multi-choice')) = (options <> '[]'))
  );
  ALTER TABLE account_custom_field ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_custom_field FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_custom_field_read ON account_custom_field FOR SELECT TO hongyan_app
    USING (branch_id = ANY ((SELECT branch_lineage(app_branch_ids()))::uuid[]));
  CREATE POLICY account_custom_field_write ON account_custom_field TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT, UPDATE ON account_custom_field TO hongyan_app;

  ALTER TABLE key_account ADD COLUMN custom_values jsonb NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(custom_values) = 'object');
  CREATE INDEX ix_key_account_custom_values ON key_account USING gin (custom_values jsonb_path_ops);
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of lists that people keep, for themselves or for their branch. */
export class SavedViews1700000023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VIEWS);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE list_view');
  }
}

// A person has one view of a list that opens by itself, and so has a branch.
const VIEWS = `
  CREATE TABLE list_view (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    list text NOT NULL CHECK (list ~ '^[a-z][a-z-]{0,39}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    scope text NOT NULL CHECK (scope IN ('private', 'team')),
    is_default boolean NOT NULL DEFAULT false,
    owner_id uuid NOT NULL REFERENCES user_account (id),
    branch_id uuid NOT NULL REFERENCES branch (id),
    state jsonb NOT NULL CHECK (jsonb_typeof(state) = 'object' AND length(state::text) <= 20000),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_list_view_branch ON list_view (branch_id, list);
  CREATE INDEX ix_list_view_owner ON list_view (owner_id, list);
  CREATE UNIQUE INDEX uq_list_view_own_default ON list_view (owner_id, list) WHERE is_default AND scope = 'private';
  CREATE UNIQUE INDEX uq_list_view_team_default ON list_view (branch_id, list) WHERE is_default AND scope = 'team';
`;

// What a province shares its counties see, as they see the fields it lays down; what is private nobody else sees.
const ROW_SECURITY = `
  ALTER TABLE list_view ENABLE ROW LEVEL SECURITY;
  ALTER TABLE list_view FORCE ROW LEVEL SECURITY;
  CREATE POLICY list_view_read ON list_view FOR SELECT TO hongyan_app
    USING (owner_id = (SELECT app_user_id())
      OR (scope = 'team' AND branch_id = ANY ((SELECT branch_lineage(app_branch_ids()))::uuid[])));
  CREATE POLICY list_view_write ON list_view TO hongyan_app
    USING ((scope = 'private' AND owner_id = (SELECT app_user_id()))
      OR (scope = 'team' AND branch_id = ANY ((SELECT app_branch_ids())::uuid[]) AND (SELECT app_may('views:share'))))
    WITH CHECK ((scope = 'private' AND owner_id = (SELECT app_user_id()))
      OR (scope = 'team' AND branch_id = ANY ((SELECT app_branch_ids())::uuid[]) AND (SELECT app_may('views:share'))));
  GRANT SELECT, INSERT, UPDATE, DELETE ON list_view TO hongyan_app;
`;

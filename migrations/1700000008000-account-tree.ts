import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who stands above whom among accounts, asked past what one viewer sees; a version for each account's team. */
export class AccountTree1700000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TREE);
    await runner.query('ALTER TABLE key_account ADD COLUMN team_version integer NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE key_account DROP COLUMN team_version');
    await runner.query(`
      DROP FUNCTION key_account_at_or_above(uuid, uuid);
      DROP POLICY key_account_tree ON key_account;
      REVOKE SELECT (id, parent_id) ON key_account FROM hongyan_system;
    `);
  }
}

// A group's accounts may lie in branches that do not see each other, so the way up is walked as the system role,
// which reads the tree's ids and nothing else. The function tells one yes or no of it.
const TREE = `
  CREATE POLICY key_account_tree ON key_account FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT (id, parent_id) ON key_account TO hongyan_system;

  CREATE FUNCTION key_account_at_or_above(ancestor uuid, account uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM key_account WHERE id = account
      UNION
      SELECT a.id, a.parent_id FROM key_account a JOIN up ON a.id = up.parent_id
    ) SELECT EXISTS (SELECT 1 FROM up WHERE id = ancestor)
  $$;
  REVOKE ALL ON FUNCTION key_account_at_or_above(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION key_account_at_or_above(uuid, uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION key_account_at_or_above(uuid, uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

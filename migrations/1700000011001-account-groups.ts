import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a group rolls up: every account below one, and what was earned and planned on each. */
export class AccountGroups1700000011001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BELOW);
    await runner.query(FIGURES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_revenue_line_account_year;
      DROP VIEW account_revenue, account_campaign;
      DROP FUNCTION key_account_below(uuid);
    `);
  }
}

// The way down leads through accounts the viewer may not see, so it is walked as the system role, which reads ids and
// nothing else. Whoever asks joins the ids with the tables, under row security.
const BELOW = `
  CREATE FUNCTION key_account_below(root uuid) RETURNS TABLE (id uuid, parent_id uuid, top uuid)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5000 SET search_path = public, pg_temp AS $$
    WITH RECURSIVE down AS (
      SELECT a.id, a.parent_id, a.id AS top FROM key_account a WHERE a.id = root
      -- Not UNION ALL: should there ever be a circle, the walk ends where it meets itself.
      UNION
      SELECT a.id, a.parent_id, CASE WHEN down.id = root THEN a.id ELSE down.top END
      FROM key_account a JOIN down ON a.parent_id = down.id
    ) SELECT id, parent_id, top FROM down
  $$;
  REVOKE ALL ON FUNCTION key_account_below(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION key_account_below(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION key_account_below(uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

// Accounts stand before campaigns and revenue and import neither; these views are what those two let them read, under
// the reader's own row security.
const FIGURES = `
  CREATE VIEW account_revenue WITH (security_invoker = true) AS
    SELECT account_id, year, month, amount_fen, pieces FROM revenue_line WHERE account_id IS NOT NULL;
  CREATE VIEW account_campaign WITH (security_invoker = true) AS
    SELECT account_id, id AS campaign_id, extract(year FROM coalesce(starts_on, created_at))::integer AS year
    FROM campaign WHERE state <> 'cancelled';
  GRANT SELECT ON account_revenue, account_campaign TO hongyan_app;
  -- All that a group's sum asks of a line, so that thousands of accounts are added up from the index alone.
  CREATE INDEX ix_revenue_line_account_year ON revenue_line (account_id, year)
    INCLUDE (branch_id, month, amount_fen, pieces);
`;

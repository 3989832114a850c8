import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever reads a case reads who was told of it. */
export class CaseToldNames1700000037500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NAMES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION case_told_names(uuid, integer, integer);
      REVOKE SELECT (told) ON case_escalation FROM hongyan_system;
    `);
  }
}

// A branch does not see the people above it; of those who were told of its case it learns the names.
const NAMES = `
  GRANT SELECT (told) ON case_escalation TO hongyan_system;
  CREATE FUNCTION case_told_names(of_case uuid, of_round integer, of_level integer) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT array_agg(u.name ORDER BY u.name) FROM case_escalation e JOIN user_account u ON u.id = ANY (e.told)
    WHERE e.case_id = of_case AND e.round = of_round AND e.level = of_level
  $$;
  REVOKE ALL ON FUNCTION case_told_names(uuid, integer, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION case_told_names(uuid, integer, integer) TO hongyan_app;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION case_told_names(uuid, integer, integer) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

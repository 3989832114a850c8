import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One answer of the client a round; a late report is told of; a broken promise reaches a leader wherever there is one. */
export class CasePromises1700000036000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ANSWERS);
    await runner.query(REPORTS);
    await runner.query(PEOPLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION branch_leaders(uuid), person_reaches(uuid, uuid);
      DROP INDEX ix_case_report_late;
      DROP POLICY case_report_due ON case_report;
      REVOKE SELECT (case_id, due_at, sent_at, told_level) ON case_report FROM hongyan_system;
      ALTER TABLE case_report DROP COLUMN told_level;
      ALTER TABLE case_answer_link DROP COLUMN round;
    `);
  }
}

// Of answers given before rounds were kept, the last is of the round the case is in, those before count back from it.
const ANSWERS = `
  ALTER TABLE case_answer_link ADD COLUMN round smallint;
  UPDATE case_answer_link l SET round = c.round - coalesce(a.later, 0)
    FROM service_case c, (
      SELECT id, CASE WHEN answered_at IS NOT NULL THEN
        row_number() OVER (PARTITION BY case_id, answered_at IS NULL ORDER BY answered_at DESC) - 1 END AS later
      FROM case_answer_link) a
    WHERE c.id = l.case_id AND a.id = l.id;
  ALTER TABLE case_answer_link ALTER COLUMN round SET NOT NULL;
  CREATE UNIQUE INDEX uq_case_answer_link_answered ON case_answer_link (case_id, round)
    WHERE answered_at IS NOT NULL;
`;

// 1: the hour before it is due has begun; 2: it is late. The row is the truth of what was told.
const REPORTS = `
  ALTER TABLE case_report ADD COLUMN told_level smallint NOT NULL DEFAULT 0 CHECK (told_level BETWEEN 0 AND 2);
  -- What was late before anybody could be told stays as it is.
  UPDATE case_report SET told_level = 2 WHERE due_at <= now();
  GRANT UPDATE (told_level) ON case_report TO hongyan_app;
  CREATE POLICY case_report_due ON case_report FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT (case_id, due_at, sent_at, told_level) ON case_report TO hongyan_system;
  CREATE INDEX ix_case_report_late ON case_report (due_at) WHERE sent_at IS NULL AND told_level < 2;
`;

// A branch does not see the people above it; ids are all it learns of them.
const PEOPLE = `
  CREATE FUNCTION branch_leaders(branch uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT array_agg(u.id ORDER BY u.id) FROM service_rule_line(branch) l
      JOIN user_account u ON u.branch_id = l.branch_id AND u.active AND 'leader' = ANY (u.roles)
      GROUP BY l.depth ORDER BY l.depth LIMIT 1
  $$;
  CREATE FUNCTION person_reaches(person uuid, branch uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM user_account u JOIN service_rule_line(branch) l ON l.branch_id = u.branch_id
      WHERE u.id = person AND u.active)
  $$;
  REVOKE ALL ON FUNCTION branch_leaders(uuid), person_reaches(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION branch_leaders(uuid), person_reaches(uuid, uuid) TO hongyan_app;
  GRANT EXECUTE ON FUNCTION service_rule_line(uuid) TO hongyan_system;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION branch_leaders(uuid) OWNER TO hongyan_system;
  ALTER FUNCTION person_reaches(uuid, uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

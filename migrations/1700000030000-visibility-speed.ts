import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every page asks first, who may see what, is answered from indexes and once a statement. */
export class VisibilitySpeed1700000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(served('mine', 'mine uuid[] := app_branch_ids();'));
    await runner.query(`
      CREATE INDEX ix_account_member_seats ON account_member (user_id, branch_id)
        INCLUDE (account_id, from_on, until_on);
      CREATE INDEX ix_key_account_branch_kind ON key_account (branch_id, tier, industry COLLATE "C");
      ALTER POLICY contact_of_account ON contact
        USING ((SELECT true FROM contact_position p WHERE p.contact_id = contact.id LIMIT 1));
    `);
    // A column that was added has no statistics until much has changed, and its condition is guessed to hold for few.
    await runner.query('ANALYZE key_account; ANALYZE contact; ANALYZE account_member');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(served('app_branch_ids()', ''));
    await runner.query(`
      DROP INDEX ix_account_member_seats, ix_key_account_branch_kind;
      ALTER POLICY contact_of_account ON contact
        USING (EXISTS (SELECT 1 FROM contact_position p WHERE p.contact_id = contact.id));
    `);
  }
}

// The policy asks by LIMIT and not by EXISTS: the planner turns an EXISTS into a table of all positions, which costs a
// page of fifty what it would cost to read everything.

/**
 * Accounts elsewhere that the viewer serves, by a seat of their own or by covering for somebody. Seats in the viewer's
 * own branches are passed over before anything is worked out for them.
 */
const served = (mine: string, declared: string): string => `
  CREATE OR REPLACE FUNCTION app_account_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    me uuid := app_user_id();
    ${declared}
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM absence x WHERE x.cover_id = me AND x.until_on >= (now() - interval '2 days')::date)
       AND NOT EXISTS (SELECT 1 FROM absence_cover c WHERE c.cover_id = me) THEN
      RETURN coalesce((
        WITH elsewhere AS MATERIALIZED (
          SELECT m.account_id, m.from_on, m.until_on, m.branch_id FROM account_member m
          WHERE m.user_id = me AND m.branch_id <> ALL (${mine})
        ) SELECT array_agg(DISTINCT e.account_id) FROM elsewhere e
          WHERE app_in_effect(e.from_on, e.until_on, e.branch_id)), '{}');
    END IF;
    RETURN coalesce((
      WITH RECURSIVE acting (account_id, person) AS (
        SELECT m.account_id, m.user_id FROM account_member m
          WHERE m.user_id IN (SELECT me UNION ALL SELECT app_covered_people(me))
            AND app_in_effect(m.from_on, m.until_on, m.branch_id) AND m.branch_id <> ALL (${mine})
        UNION
        SELECT a.account_id, coalesce(c.cover_id, x.cover_id) FROM acting a
          JOIN absence x ON x.user_id = a.person AND app_in_effect(x.from_on, x.until_on, x.branch_id)
          LEFT JOIN absence_cover c ON c.absence_id = x.id AND c.account_id = a.account_id
      ) SELECT array_agg(DISTINCT account_id) FROM acting WHERE person = me), '{}');
  END $$`;

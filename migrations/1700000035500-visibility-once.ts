import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom the viewer serves is worked out once a transaction; every statement under row security asks for it. */
export class VisibilityOnce1700000035500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${copied('app_account_ids()', 'accounts_served()')}
      REVOKE ALL ON FUNCTION accounts_served() FROM PUBLIC;
      GRANT CREATE ON SCHEMA public TO hongyan_system;
      ALTER FUNCTION accounts_served() OWNER TO hongyan_system;
      REVOKE CREATE ON SCHEMA public FROM hongyan_system;
      ${KEPT}
    `);
    for (const table of TABLES) {
      await runner.query(`
        CREATE TRIGGER ${table}_served AFTER INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION app_account_ids_forget()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TRIGGER ${table}_served ON ${table}`);
    await runner.query(`
      ${copied('accounts_served()', 'app_account_ids()')}
      DROP FUNCTION app_account_ids_forget(), accounts_served();
    `);
  }
}

/** What decides whom one serves. */
const TABLES = ['account_member', 'absence', 'absence_cover'];

// The policies hold the function by its identity, so that it keeps its name and another takes its body.
const copied = (from: string, to: string): string => `
  DO $$ BEGIN
    EXECUTE replace(pg_get_functiondef('${from}'::regprocedure), '${from}', '${to}');
  END $$;
`;

// Kept with the viewer it was worked out for, and until the transaction ends: within one, today does not change.
const KEPT = `
  CREATE OR REPLACE FUNCTION app_account_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    viewer text := current_setting('app.user_id', true) || ' ' || current_setting('app.branch_ids', true) || ' ';
    kept text := current_setting('app.account_ids', true);
    served uuid[];
  BEGIN
    IF starts_with(kept, viewer) THEN
      RETURN substr(kept, length(viewer) + 1)::uuid[];
    END IF;
    served := accounts_served();
    PERFORM set_config('app.account_ids', viewer || served::text, true);
    RETURN served;
  END $$;
  CREATE FUNCTION app_account_ids_forget() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM set_config('app.account_ids', '', true);
    RETURN NULL;
  END $$;
`;

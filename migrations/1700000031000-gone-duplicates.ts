import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A record that is taken away, by undoing an import, takes along what it was compared by. */
export class GoneDuplicates1700000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOLLOWING);
    await runner.query(LEFT_BEHIND);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_match_gone ON key_account;
      DROP TRIGGER contact_match_gone ON contact;
      DROP FUNCTION match_gone();
      DROP POLICY duplicate_dismissal_merge ON duplicate_dismissal;
      REVOKE SELECT, DELETE ON duplicate_dismissal FROM hongyan_merge;
    `);
  }
}

// Keys are hashes of what is known of a person, and must not outlive them.
const FOLLOWING = `
  CREATE POLICY duplicate_dismissal_merge ON duplicate_dismissal TO hongyan_merge USING (true);
  GRANT SELECT, DELETE ON duplicate_dismissal TO hongyan_merge;
  CREATE FUNCTION match_gone() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE ids uuid[] := ARRAY(SELECT id FROM gone);
  BEGIN
    PERFORM match_keep(TG_ARGV[0], ids);
    DELETE FROM duplicate_dismissal
      WHERE record_type = TG_ARGV[0] AND (first_id = ANY (ids) OR second_id = ANY (ids));
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION match_gone() FROM PUBLIC;
  CREATE TRIGGER account_match_gone AFTER DELETE ON key_account REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION match_gone('account');
  CREATE TRIGGER contact_match_gone AFTER DELETE ON contact REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION match_gone('contact');
  GRANT CREATE ON SCHEMA public TO hongyan_merge;
  ALTER FUNCTION match_gone() OWNER TO hongyan_merge;
  REVOKE CREATE ON SCHEMA public FROM hongyan_merge;
`;

// By a function of the role that may read all keys; it is not needed again.
const LEFT_BEHIND = `
  CREATE FUNCTION match_forget_gone() RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM match_keep('account', ARRAY(SELECT DISTINCT m.record_id FROM record_match_key m
      WHERE m.record_type = 'account' AND NOT EXISTS (SELECT 1 FROM key_account r WHERE r.id = m.record_id)));
    PERFORM match_keep('contact', ARRAY(SELECT DISTINCT m.record_id FROM record_match_key m
      WHERE m.record_type = 'contact' AND NOT EXISTS (SELECT 1 FROM contact r WHERE r.id = m.record_id)));
  END $$;
  GRANT CREATE ON SCHEMA public TO hongyan_merge;
  ALTER FUNCTION match_forget_gone() OWNER TO hongyan_merge;
  REVOKE CREATE ON SCHEMA public FROM hongyan_merge;
  SELECT match_forget_gone();
  DROP FUNCTION match_forget_gone();
`;

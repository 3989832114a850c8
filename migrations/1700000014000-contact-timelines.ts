import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person's timeline, and notes on people. */
export class ContactTimelines1700000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(placesWith(CONTACT_PLACE));
    await runner.query(noteTypes(`'account', 'campaign', 'batch', 'list', 'contact'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM note_version WHERE note_id IN (SELECT id FROM note WHERE record_type = 'contact')`,
    );
    await runner.query(`DELETE FROM note WHERE record_type = 'contact'`);
    await runner.query(noteTypes(`'account', 'campaign', 'batch', 'list'`));
    await runner.query(placesWith(''));
  }
}

// A person may work for several accounts. What is written about one is open to the team of the account they work for
// first, of those the writer sees.
const CONTACT_PLACE = `
  UNION ALL
  SELECT c.branch_id,
         (SELECT p.account_id FROM contact_position p WHERE p.contact_id = c.id ORDER BY p.id LIMIT 1)
  FROM contact c WHERE record_type = 'contact' AND c.id = record`;

const placesWith = (more: string): string => `
  CREATE OR REPLACE FUNCTION activity_record(record_type text, record uuid)
    RETURNS TABLE (branch_id uuid, account_id uuid) LANGUAGE sql STABLE AS $$
      SELECT a.branch_id, a.id FROM key_account a WHERE record_type = 'account' AND a.id = record
      UNION ALL
      SELECT c.branch_id, c.account_id FROM campaign c WHERE record_type = 'campaign' AND c.id = record
      UNION ALL
      SELECT b.branch_id, NULL FROM mail_batch b WHERE record_type = 'batch' AND b.id = record
      UNION ALL
      SELECT l.branch_id, NULL FROM address_list l WHERE record_type = 'list' AND l.id = record
      ${more}
  $$`;

const noteTypes = (types: string): string => `
  ALTER TABLE note DROP CONSTRAINT note_record_type_check;
  ALTER TABLE note ADD CONSTRAINT note_record_type_check CHECK (record_type IN (${types}))`;

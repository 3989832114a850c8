import type { MigrationInterface, QueryRunner } from 'typeorm';

/** News leads to recovery plans, absences and webhooks too. */
export class NotificationRecords1700000029800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`${BEFORE}, 'recovery', 'absence', 'webhook'`));
    await runner.query(record(MORE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM notification_news WHERE record_type IN ('recovery', 'absence', 'webhook')`,
    );
    await runner.query(kinds(BEFORE));
    await runner.query(record(''));
  }
}

const BEFORE = `'account', 'contact', 'campaign', 'batch', 'list', 'case', 'regrading'`;

const kinds = (allowed: string): string => `
  ALTER TABLE notification_news
    DROP CONSTRAINT notification_news_record_type_check,
    ADD CONSTRAINT notification_news_record_type_check CHECK (record_type IN (${allowed}));
`;

// A plan is called what its account is called.
const MORE = `
      UNION ALL
      SELECT a.branch_id, p.account_id, a.name, a.name FROM recovery_plan p JOIN key_account a ON a.id = p.account_id
        WHERE record_type = 'recovery' AND p.id = record
      UNION ALL
      SELECT x.branch_id, NULL, u.name, NULL FROM absence x JOIN user_account u ON u.id = x.user_id
        WHERE record_type = 'absence' AND x.id = record
      UNION ALL
      SELECT w.branch_id, NULL, w.name, w.name FROM webhook_endpoint w WHERE record_type = 'webhook' AND w.id = record`;

// As whoever asks sees it. The open name is the one that may leave the house: a person's name may not.
const record = (more: string): string => `
  CREATE OR REPLACE FUNCTION notification_record(record_type text, record uuid)
    RETURNS TABLE (branch_id uuid, account_id uuid, name text, open_name text) LANGUAGE sql STABLE AS $$
      SELECT a.branch_id, a.id, a.name, a.name FROM key_account a WHERE record_type = 'account' AND a.id = record
      UNION ALL
      SELECT c.branch_id, NULL, c.name, NULL FROM contact c WHERE record_type = 'contact' AND c.id = record
      UNION ALL
      SELECT c.branch_id, c.account_id, c.name, c.name FROM campaign c WHERE record_type = 'campaign' AND c.id = record
      UNION ALL
      SELECT b.branch_id, b.account_id, b.code, b.code FROM mail_batch b WHERE record_type = 'batch' AND b.id = record
      UNION ALL
      SELECT l.branch_id, l.account_id, l.name, l.name FROM address_list l WHERE record_type = 'list' AND l.id = record
      UNION ALL
      SELECT s.branch_id, s.account_id, s.number || ' ' || s.title, s.number FROM service_case s
        WHERE record_type = 'case' AND s.id = record
      UNION ALL
      SELECT b.id, NULL, b.name, b.name FROM branch b WHERE record_type = 'regrading' AND b.id = record${more}
  $$;
`;

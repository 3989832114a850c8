import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People propose tiers too, rules grade every month, and nobody takes heads out of the trail's journal. */
export class TierApproval1700000037000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROPOSALS);
    await runner.query(MONTHS);
    await runner.query(IMPORTS);
    await runner.query(JOURNAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_journal_append_only ON audit_journal;
      ALTER TABLE record_import DROP COLUMN extra_permissions;
      DROP POLICY account_tier_rule_due ON account_tier_rule;
      REVOKE SELECT (id, branch_id, graded_month) ON account_tier_rule FROM hongyan_system;
      ALTER TABLE account_tier_rule DROP COLUMN graded_month;
      DELETE FROM account_tier_proposal WHERE proposed_by IS NOT NULL;
      ALTER TABLE account_tier_proposal DROP COLUMN proposed_by, DROP COLUMN reason,
        ALTER COLUMN revenue_fen SET NOT NULL, ALTER COLUMN provincial_from_fen SET NOT NULL,
        ALTER COLUMN key_from_fen SET NOT NULL;
    `);
  }
}

// A rule proposes by its thresholds, a person for a reason.
const PROPOSALS = `
  ALTER TABLE account_tier_proposal
    ADD COLUMN proposed_by uuid REFERENCES user_account (id),
    ADD COLUMN reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    ALTER COLUMN revenue_fen DROP NOT NULL,
    ALTER COLUMN provincial_from_fen DROP NOT NULL,
    ALTER COLUMN key_from_fen DROP NOT NULL,
    ADD CONSTRAINT ck_account_tier_proposal_why CHECK (
      CASE WHEN proposed_by IS NULL
        THEN revenue_fen IS NOT NULL AND provincial_from_fen IS NOT NULL AND key_from_fen IS NOT NULL
        ELSE reason <> '' END);
`;

const MONTHS = `
  ALTER TABLE account_tier_rule ADD COLUMN graded_month date CHECK (extract(day FROM graded_month) = 1);
  CREATE POLICY account_tier_rule_due ON account_tier_rule FOR SELECT TO hongyan_system USING (true);
  GRANT SELECT (id, branch_id, graded_month) ON account_tier_rule TO hongyan_system;
`;

// A worker has no more rights than whoever sent the file.
const IMPORTS = `
  ALTER TABLE record_import ADD COLUMN extra_permissions text[] NOT NULL DEFAULT '{}';
  GRANT SELECT (extra_permissions) ON record_import TO hongyan_system;
`;

// What was once recorded outside is looked for there; a row taken away would end the search.
const JOURNAL = `
  CREATE TRIGGER audit_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_journal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tiers by revenue: the thresholds of a branch, and what a run of them proposes. */
export class AccountRegrading1700000011004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_tier_proposal, account_tier_rule CASCADE');
  }
}

// A proposal keeps the figures it was made from: what is booked later does not change what was decided. At most one
// waits for each account.
const TABLES = `
  CREATE TABLE account_tier_rule (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    provincial_from_fen bigint NOT NULL,
    key_from_fen bigint NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_account_tier_rule_branch UNIQUE (branch_id),
    CONSTRAINT ck_account_tier_rule_order CHECK (0 < key_from_fen AND key_from_fen < provincial_from_fen)
  );

  CREATE TABLE account_tier_proposal (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    account_id uuid NOT NULL REFERENCES key_account (id),
    from_tier text NOT NULL CHECK (from_tier IN ('provincial', 'key', 'standard')),
    to_tier text NOT NULL CHECK (to_tier IN ('provincial', 'key', 'standard')),
    revenue_fen bigint NOT NULL,
    from_month date NOT NULL,
    to_month date NOT NULL,
    provincial_from_fen bigint NOT NULL,
    key_from_fen bigint NOT NULL,
    state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected', 'superseded')),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    decided_by uuid REFERENCES user_account (id),
    decided_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_account_tier_proposal_change CHECK (from_tier <> to_tier),
    CONSTRAINT ck_account_tier_proposal_decided CHECK ((state IN ('approved', 'rejected')) = (decided_by IS NOT NULL))
  );
  CREATE INDEX ix_account_tier_proposal_branch ON account_tier_proposal (branch_id);
  CREATE INDEX ix_account_tier_proposal_account ON account_tier_proposal (account_id);
  CREATE UNIQUE INDEX uq_account_tier_proposal_waiting ON account_tier_proposal (account_id) WHERE state = 'proposed';
`;

const ROW_SECURITY = `
  ALTER TABLE account_tier_rule ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_tier_rule FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_tier_rule_read ON account_tier_rule FOR SELECT TO hongyan_app
    USING (branch_id = ANY ((SELECT branch_lineage(app_branch_ids()))::uuid[]));
  CREATE POLICY account_tier_rule_write ON account_tier_rule TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT, UPDATE ON account_tier_rule TO hongyan_app;

  ALTER TABLE account_tier_proposal ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_tier_proposal FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_tier_proposal_of_viewer ON account_tier_proposal TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT, UPDATE ON account_tier_proposal TO hongyan_app;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Planned activities, each for one account. */
export class Campaigns1700000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE campaign CASCADE');
  }
}

// A design belongs to a feature that comes later, which adds the foreign key of design_id itself.
const TABLE = `
  CREATE TABLE campaign (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    account_id uuid NOT NULL REFERENCES key_account (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    product text NOT NULL CHECK (product ~ '^[a-z][a-z-]{1,39}$'),
    occasion text CHECK (length(occasion) BETWEEN 1 AND 60),
    starts_on date,
    ends_on date,
    months integer[] NOT NULL DEFAULT '{}' CHECK (months <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    planned_pieces integer CHECK (planned_pieces >= 0),
    pieces_per_month integer CHECK (pieces_per_month >= 0),
    list_id uuid REFERENCES address_list (id),
    design_id uuid,
    price_per_piece_fen integer CHECK (price_per_piece_fen >= 0),
    budget_fen bigint CHECK (budget_fen >= 0),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'active', 'done', 'cancelled')),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_campaign_dates CHECK (ends_on >= starts_on)
  );
  CREATE INDEX ix_campaign_branch ON campaign (branch_id);
  CREATE INDEX ix_campaign_account ON campaign (account_id);
  CREATE INDEX ix_campaign_list ON campaign (list_id);
  CREATE INDEX ix_campaign_created ON campaign (created_at, id);
  CREATE INDEX ix_campaign_search ON campaign USING gin (name gin_trgm_ops);
`;

// Whoever serves the account reads its campaigns of every branch; a campaign is changed by its own branch.
const ROW_SECURITY = `
  ALTER TABLE campaign ENABLE ROW LEVEL SECURITY;
  ALTER TABLE campaign FORCE ROW LEVEL SECURITY;
  CREATE POLICY campaign_of_viewer ON campaign TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  CREATE POLICY campaign_of_member ON campaign FOR SELECT TO hongyan_app
    USING (account_id IN (SELECT id FROM key_account WHERE member_ids @> ARRAY[(SELECT app_user_id())]));
  GRANT SELECT, INSERT, UPDATE ON campaign TO hongyan_app;
`;

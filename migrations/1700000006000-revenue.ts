import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money earned, a line each; lines are added and never changed. */
export class Revenue1700000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revenue_line CASCADE');
  }
}

// A stated line may know its year but not its month. A dispatched one may lack a price: it stands there with
// its pieces and no amount, so that unpriced mail shows instead of vanishing.
const TABLE = `
  CREATE TABLE revenue_line (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    account_id uuid REFERENCES key_account (id),
    campaign_id uuid REFERENCES campaign (id),
    product text CHECK (product ~ '^[a-z][a-z-]{1,39}$'),
    year integer NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    month date CHECK (extract(day FROM month) = 1),
    amount_fen bigint,
    pieces bigint CHECK (pieces >= 0),
    source text NOT NULL CHECK (source IN ('stated', 'dispatch')),
    dispatch_id uuid,
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    booked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_revenue_line_dispatch UNIQUE (dispatch_id),
    CONSTRAINT ck_revenue_line_year CHECK (extract(year FROM month) = year),
    CONSTRAINT ck_revenue_line_source CHECK ((source = 'dispatch') = (dispatch_id IS NOT NULL)),
    CONSTRAINT ck_revenue_line_amount CHECK (amount_fen IS NOT NULL OR (source = 'dispatch' AND pieces IS NOT NULL))
  );
  CREATE INDEX ix_revenue_line_branch ON revenue_line (branch_id, year, month);
  CREATE INDEX ix_revenue_line_account ON revenue_line (account_id);
  CREATE INDEX ix_revenue_line_campaign ON revenue_line (campaign_id);
`;

// Serving an account does not open another branch's books: money is seen by branch alone.
const ROW_SECURITY = `
  ALTER TABLE revenue_line ENABLE ROW LEVEL SECURITY;
  ALTER TABLE revenue_line FORCE ROW LEVEL SECURITY;
  CREATE POLICY revenue_line_of_viewer ON revenue_line TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]))
    WITH CHECK (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT ON revenue_line TO hongyan_app;
`;

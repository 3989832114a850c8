import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has to be done until an account is handed over, ticked by giver and receiver; notes for the pack. */
export class HandOverChecklist1700000038000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ITEMS);
    await runner.query(ROW_SECURITY);
    await runner.query(NOTES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW account_note;
      DROP TABLE account_hand_over_item;
      ALTER TABLE account_hand_over DROP COLUMN open_reason;
    `);
  }
}

// What the program asks for has a kind and its words in the web; what people add has a title.
const ITEMS = `
  ALTER TABLE account_hand_over ADD COLUMN open_reason text NOT NULL DEFAULT '' CHECK (length(open_reason) <= 500);
  CREATE TABLE account_hand_over_item (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    hand_over_id uuid NOT NULL REFERENCES account_hand_over (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('introduce', 'cases', 'campaigns', 'plan', 'documents', 'access', 'client-told',
      'extra')),
    title text NOT NULL DEFAULT '' CHECK (length(title) <= 120),
    mandatory boolean NOT NULL,
    done_by uuid REFERENCES user_account (id),
    done_at timestamptz,
    added_by uuid NOT NULL REFERENCES user_account (id),
    CONSTRAINT ck_account_hand_over_item_title CHECK ((kind = 'extra') = (title <> '')),
    CONSTRAINT ck_account_hand_over_item_done CHECK ((done_by IS NULL) = (done_at IS NULL))
  );
  CREATE INDEX ix_account_hand_over_item ON account_hand_over_item (hand_over_id);
  CREATE UNIQUE INDEX uq_account_hand_over_item_kind ON account_hand_over_item (hand_over_id, kind)
    WHERE kind <> 'extra';
`;

const handOver = (more: string): string =>
  `EXISTS (SELECT 1 FROM account_hand_over h WHERE h.id = account_hand_over_item.hand_over_id ${more})`;
/** Giver, receiver, and who wrote it down, until the receiver's word. */
const OPEN_TO_VIEWER = handOver(`AND h.acknowledged_at IS NULL AND h.undone_at IS NULL
  AND (SELECT app_user_id()) IN (h.from_id, h.to_id, h.recorded_by)`);

const ROW_SECURITY = `
  ALTER TABLE account_hand_over_item ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_hand_over_item FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_hand_over_item_read ON account_hand_over_item FOR SELECT TO hongyan_app
    USING (${handOver('')});
  CREATE POLICY account_hand_over_item_add ON account_hand_over_item FOR INSERT TO hongyan_app
    WITH CHECK (${OPEN_TO_VIEWER} AND added_by = (SELECT app_user_id()));
  CREATE POLICY account_hand_over_item_tick ON account_hand_over_item FOR UPDATE TO hongyan_app
    USING (${OPEN_TO_VIEWER});
  CREATE POLICY account_hand_over_item_remove ON account_hand_over_item FOR DELETE TO hongyan_app
    USING (${OPEN_TO_VIEWER} AND kind = 'extra');
  GRANT SELECT, INSERT, UPDATE (done_by, done_at), DELETE ON account_hand_over_item TO hongyan_app;
  GRANT UPDATE (open_reason) ON account_hand_over TO hongyan_app;
`;

// Accounts stand before the timeline and do not import it; this is what it lets them read, under the reader's own row
// security.
const NOTES = `
  CREATE VIEW account_note WITH (security_invoker = true) AS
    SELECT n.record_id AS account_id, n.id AS note_id, n.text, n.created_at, u.name AS author_name
    FROM note n LEFT JOIN user_account u ON u.id = n.author_id
    WHERE n.record_type = 'account' AND n.removed_at IS NULL;
  GRANT SELECT ON account_note TO hongyan_app;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers of an account, each in all the versions it ever had. */
export class AccountDocuments1700000011003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_document_version, account_document CASCADE');
  }
}

// A version is written once. A removed document leaves the list and keeps its versions.
const TABLES = `
  CREATE TABLE account_document (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES key_account (id),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    kind text NOT NULL CHECK (kind IN ('contract', 'licence', 'proposal', 'minutes', 'artwork', 'other')),
    removed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ix_account_document_account ON account_document (account_id);

  CREATE TABLE account_document_version (
    document_id uuid NOT NULL REFERENCES account_document (id),
    no integer NOT NULL CHECK (no >= 1),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    media_type text NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    uploaded_by uuid NOT NULL REFERENCES user_account (id),
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, no)
  );
`;

// Documents are seen with their account, also by its service team, and changed by the branch that owns it.
const ROW_SECURITY = `
  ALTER TABLE account_document ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_document FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_document_read ON account_document FOR SELECT TO hongyan_app
    USING (EXISTS (SELECT 1 FROM key_account a WHERE a.id = account_id));
  CREATE POLICY account_document_write ON account_document TO hongyan_app
    USING (EXISTS (SELECT 1 FROM key_account a
                   WHERE a.id = account_id AND a.branch_id = ANY ((SELECT app_branch_ids())::uuid[])))
    WITH CHECK (EXISTS (SELECT 1 FROM key_account a
                        WHERE a.id = account_id AND a.branch_id = ANY ((SELECT app_branch_ids())::uuid[])));
  GRANT SELECT, INSERT, UPDATE ON account_document TO hongyan_app;

  ALTER TABLE account_document_version ENABLE ROW LEVEL SECURITY;
  ALTER TABLE account_document_version FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_document_version_read ON account_document_version FOR SELECT TO hongyan_app
    USING (EXISTS (SELECT 1 FROM account_document d WHERE d.id = document_id));
  CREATE POLICY account_document_version_write ON account_document_version FOR INSERT TO hongyan_app
    WITH CHECK (EXISTS (SELECT 1 FROM account_document d JOIN key_account a ON a.id = d.account_id
                        WHERE d.id = document_id AND a.branch_id = ANY ((SELECT app_branch_ids())::uuid[])));
  GRANT SELECT, INSERT ON account_document_version TO hongyan_app;
`;

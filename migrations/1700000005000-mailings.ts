import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Designs and their versions; batches, pieces, chunks; the hand-over to the post. */
export class Mailings1700000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DESIGNS);
    await runner.query(BATCHES);
    await runner.query(PIECES);
    await runner.query(DISPATCHES);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaign DROP CONSTRAINT fk_campaign_design');
    await runner.query(
      `DROP TABLE dispatch, mail_piece_finding, mail_exclusion, mail_chunk, mail_piece, mail_batch,
         design_version, design CASCADE`,
    );
    await runner.query('DROP SEQUENCE mail_batch_number');
    await runner.query('DROP FUNCTION design_version_is_final()');
  }
}

// A version is what was printed: it is never changed, only followed by another.
const DESIGNS = `
  CREATE TABLE design (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    format text NOT NULL,
    copied_from text,
    version integer NOT NULL DEFAULT 1,
    archived boolean NOT NULL DEFAULT false,
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_design_name UNIQUE (branch_id, name)
  );

  ALTER TABLE campaign ADD CONSTRAINT fk_campaign_design FOREIGN KEY (design_id) REFERENCES design (id);

  CREATE TABLE design_version (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    design_id uuid NOT NULL REFERENCES design (id),
    branch_id uuid NOT NULL REFERENCES branch (id),
    version_no integer NOT NULL CHECK (version_no > 0),
    body jsonb NOT NULL,
    artwork jsonb NOT NULL,
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_design_version UNIQUE (design_id, version_no)
  );

  CREATE FUNCTION design_version_is_final() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a design version is never changed'; END $$;
  CREATE TRIGGER design_version_is_final BEFORE UPDATE ON design_version
    FOR EACH ROW EXECUTE FUNCTION design_version_is_final();
`;

// The balance is a constraint: a batch whose pieces do not add up cannot close.
const BATCHES = `
  CREATE SEQUENCE mail_batch_number;

  CREATE TABLE mail_batch (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    code text NOT NULL CHECK (code ~ '^[0-9A-Z]{1,16}$'),
    campaign_id uuid REFERENCES campaign (id),
    account_id uuid REFERENCES key_account (id),
    list_id uuid NOT NULL REFERENCES address_list (id),
    design_id uuid NOT NULL REFERENCES design (id),
    design_version_id uuid REFERENCES design_version (id),
    generator_version text,
    price_per_piece_fen bigint CHECK (price_per_piece_fen >= 0),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN (
      'draft', 'freezing', 'frozen', 'approved', 'printing', 'closed', 'dispatching', 'uncertain',
      'dispatched', 'cancelled')),
    error_code text,
    chunk_pieces integer NOT NULL CHECK (chunk_pieces BETWEEN 1 AND 50000),
    planned integer NOT NULL DEFAULT 0,
    mailed integer NOT NULL DEFAULT 0,
    held_out integer NOT NULL DEFAULT 0,
    suppressed integer NOT NULL DEFAULT 0,
    spoiled integer NOT NULL DEFAULT 0,
    cancelled integer NOT NULL DEFAULT 0,
    needs_second_person boolean NOT NULL DEFAULT false,
    approved_by uuid REFERENCES user_account (id),
    approval text CHECK (approval IN ('person', 'console')),
    approved_at timestamptz,
    manifest_hash text,
    version integer NOT NULL DEFAULT 1,
    created_by uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    frozen_at timestamptz,
    closed_at timestamptz,
    dispatched_at timestamptz,
    CONSTRAINT uq_mail_batch_code UNIQUE (code),
    CONSTRAINT ck_mail_batch_balance CHECK (
      state NOT IN ('closed', 'dispatching', 'uncertain', 'dispatched', 'cancelled')
      OR planned = mailed + held_out + suppressed + spoiled + cancelled),
    CONSTRAINT ck_mail_batch_counts CHECK (
      least(planned, mailed, held_out, suppressed, spoiled, cancelled) >= 0),
    CONSTRAINT ck_mail_batch_closed CHECK (
      state NOT IN ('closed', 'dispatching', 'uncertain', 'dispatched') OR manifest_hash IS NOT NULL),
    CONSTRAINT ck_mail_batch_approved CHECK (
      state IN ('draft', 'freezing', 'frozen', 'cancelled') OR approval IS NOT NULL),
    CONSTRAINT ck_mail_batch_second_person CHECK (
      NOT needs_second_person OR approval IS DISTINCT FROM 'person' OR approved_by <> created_by)
  );
  CREATE INDEX ix_mail_batch_branch ON mail_batch (branch_id);
  CREATE INDEX ix_mail_batch_campaign ON mail_batch (campaign_id);
  CREATE INDEX ix_mail_batch_account ON mail_batch (account_id);
  CREATE INDEX ix_mail_batch_state ON mail_batch (state)
    WHERE state IN ('freezing', 'printing', 'dispatching');
`;

// Pieces are written once, by the freeze, and never changed; what became of one stands beside it.
const PIECES = `
  CREATE TABLE mail_piece (
    batch_id uuid NOT NULL,
    seq integer NOT NULL,
    branch_id uuid NOT NULL,
    recipient_hash bytea NOT NULL,
    postcode text NOT NULL,
    fields jsonb NOT NULL,
    PRIMARY KEY (batch_id, seq),
    CONSTRAINT uq_mail_piece_recipient UNIQUE (batch_id, recipient_hash)
  ) PARTITION BY HASH (batch_id);
  DO $$ BEGIN
    FOR part IN 0..7 LOOP
      EXECUTE format('CREATE TABLE mail_piece_%s PARTITION OF mail_piece FOR VALUES WITH (MODULUS 8, REMAINDER %s)',
                     part, part);
    END LOOP;
  END $$;

  CREATE TABLE mail_exclusion (
    batch_id uuid NOT NULL REFERENCES mail_batch (id),
    record_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (batch_id, record_id)
  );

  CREATE TABLE mail_piece_finding (
    batch_id uuid NOT NULL REFERENCES mail_batch (id),
    seq integer NOT NULL,
    branch_id uuid NOT NULL,
    findings jsonb NOT NULL,
    PRIMARY KEY (batch_id, seq)
  );

  CREATE TABLE mail_chunk (
    batch_id uuid NOT NULL REFERENCES mail_batch (id),
    chunk_no integer NOT NULL CHECK (chunk_no > 0),
    branch_id uuid NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'leased', 'written', 'verified')),
    fence integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    sha256 text,
    bytes bigint,
    printed integer,
    pages integer,
    held_out integer,
    failures integer NOT NULL DEFAULT 0,
    error_code text,
    PRIMARY KEY (batch_id, chunk_no),
    CONSTRAINT ck_mail_chunk_range CHECK (first_seq BETWEEN 1 AND last_seq),
    CONSTRAINT ck_mail_chunk_lease CHECK ((state = 'leased') = (lease_until IS NOT NULL)),
    CONSTRAINT ck_mail_chunk_written CHECK (
      state IN ('pending', 'leased') OR printed + held_out = last_seq - first_seq + 1),
    CONSTRAINT ck_mail_chunk_file CHECK (state IN ('pending', 'leased') OR (sha256 IS NULL) = (printed = 0))
  );
  CREATE INDEX ix_mail_chunk_due ON mail_chunk (batch_id, chunk_no) WHERE state <> 'verified';
`;

// UNIQUE (batch_id) without condition: a batch is handed over at most once, for ever.
const DISPATCHES = `
  CREATE TABLE dispatch (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    batch_id uuid NOT NULL REFERENCES mail_batch (id),
    branch_id uuid NOT NULL REFERENCES branch (id),
    channel text NOT NULL CHECK (channel IN ('folder')),
    target text NOT NULL,
    key text NOT NULL,
    manifest_hash text NOT NULL,
    state text NOT NULL DEFAULT 'intended' CHECK (state IN ('intended', 'uncertain', 'delivered')),
    fence integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    error_code text,
    requested_by uuid NOT NULL REFERENCES user_account (id),
    requested_at timestamptz NOT NULL DEFAULT now(),
    settled_by uuid REFERENCES user_account (id),
    delivered_at timestamptz,
    CONSTRAINT uq_dispatch_batch UNIQUE (batch_id),
    CONSTRAINT uq_dispatch_key UNIQUE (key),
    CONSTRAINT ck_dispatch_delivered CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
  );
`;

const OF_BRANCH = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
const OF_READER = `${OF_BRANCH} AND (SELECT app_may('addresses:read'))`;

const secured = (table: string, rule: string, grants: string, systemColumns?: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_of_viewer ON ${table} TO hongyan_app USING (${rule});
  GRANT ${grants} ON ${table} TO hongyan_app;
  ${
    systemColumns
      ? `CREATE POLICY ${table}_system ON ${table} FOR SELECT TO hongyan_system USING (true);
         GRANT SELECT (${systemColumns}) ON ${table} TO hongyan_system;`
      : ''
  }
`;

const ROW_SECURITY = [
  secured('design', OF_BRANCH, 'SELECT, INSERT, UPDATE'),
  secured('design_version', OF_BRANCH, 'SELECT, INSERT'),
  secured('mail_batch', OF_BRANCH, 'SELECT, INSERT, UPDATE', 'id, branch_id, state, created_by'),
  secured('mail_piece', OF_READER, 'SELECT, INSERT'),
  secured('mail_exclusion', OF_BRANCH, 'SELECT, INSERT, DELETE'),
  secured('mail_piece_finding', OF_BRANCH, 'SELECT, INSERT, DELETE'),
  secured(
    'mail_chunk',
    OF_BRANCH,
    'SELECT, INSERT, UPDATE',
    'batch_id, chunk_no, branch_id, state, fence, lease_until, failures',
  ),
  secured(
    'dispatch',
    OF_BRANCH,
    'SELECT, INSERT, UPDATE',
    'id, batch_id, branch_id, state, lease_until, failures, requested_by',
  ),
  'GRANT USAGE ON SEQUENCE mail_batch_number TO hongyan_app;',
].join('\n');

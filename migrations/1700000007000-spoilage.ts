import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pieces spoiled on the print floor: printed again, or withdrawn. */
export class Spoilage1700000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MAKE_GOODS);
    await runner.query(SPOILAGE);
    await runner.query(ROW_SECURITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_spoilage CASCADE');
    await runner.query('DROP FUNCTION mail_spoilage_while_closed()');
    await runner.query('DELETE FROM mail_chunk WHERE make_good_pieces IS NOT NULL');
    await runner.query(
      `ALTER TABLE mail_chunk DROP CONSTRAINT ck_mail_chunk_make_good, DROP CONSTRAINT ck_mail_chunk_written,
         DROP COLUMN make_good_pieces,
         ADD CONSTRAINT ck_mail_chunk_written CHECK (
           state IN ('pending', 'leased') OR printed + held_out = last_seq - first_seq + 1)`,
    );
  }
}

// A make-good is a chunk of chosen pieces, printed by the same rules and the same machinery. What was printed once is
// printed whole again, so nothing of it can be held out.
const MAKE_GOODS = `
  ALTER TABLE mail_chunk ADD COLUMN make_good_pieces integer;
  ALTER TABLE mail_chunk DROP CONSTRAINT ck_mail_chunk_written;
  ALTER TABLE mail_chunk ADD CONSTRAINT ck_mail_chunk_written CHECK (
    state IN ('pending', 'leased') OR printed + held_out = coalesce(make_good_pieces, last_seq - first_seq + 1));
  ALTER TABLE mail_chunk ADD CONSTRAINT ck_mail_chunk_make_good CHECK (
    make_good_pieces IS NULL OR (make_good_pieces >= 0 AND coalesce(held_out, 0) = 0));
`;

// One row a piece: scanned twice is spoiled once. Rows move only while the batch is closed, that is between its
// printing and its dispatch; what has left the house is not rewritten.
const SPOILAGE = `
  CREATE TABLE mail_spoilage (
    batch_id uuid NOT NULL REFERENCES mail_batch (id),
    seq integer NOT NULL,
    branch_id uuid NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('reprinted', 'withdrawn')),
    reason text NOT NULL CHECK (reason IN ('jam', 'torn', 'misprint', 'insert-fault', 'other')),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
    chunk_no integer,
    recorded_by uuid NOT NULL REFERENCES user_account (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (batch_id, seq),
    CONSTRAINT fk_mail_spoilage_piece FOREIGN KEY (batch_id, seq) REFERENCES mail_piece (batch_id, seq),
    CONSTRAINT fk_mail_spoilage_make_good FOREIGN KEY (batch_id, chunk_no) REFERENCES mail_chunk (batch_id, chunk_no),
    CONSTRAINT ck_mail_spoilage_make_good CHECK ((outcome = 'reprinted') = (chunk_no IS NOT NULL)),
    CONSTRAINT ck_mail_spoilage_note CHECK (reason <> 'other' OR note <> '')
  );

  CREATE FUNCTION mail_spoilage_while_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM mail_batch WHERE id = coalesce(NEW.batch_id, OLD.batch_id) AND state = 'closed') THEN
        RAISE EXCEPTION 'spoiled pieces are recorded between printing and dispatch only';
      END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
  CREATE TRIGGER mail_spoilage_while_closed BEFORE INSERT OR UPDATE OR DELETE ON mail_spoilage
    FOR EACH ROW EXECUTE FUNCTION mail_spoilage_while_closed();
`;

const ROW_SECURITY = `
  ALTER TABLE mail_spoilage ENABLE ROW LEVEL SECURITY;
  ALTER TABLE mail_spoilage FORCE ROW LEVEL SECURITY;
  CREATE POLICY mail_spoilage_of_viewer ON mail_spoilage TO hongyan_app
    USING (branch_id = ANY ((SELECT app_branch_ids())::uuid[]));
  GRANT SELECT, INSERT, DELETE ON mail_spoilage TO hongyan_app;
  GRANT SELECT (make_good_pieces) ON mail_chunk TO hongyan_system;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MERGE_RULES, type MergeRule } from './merge-rules';

/** Two records become one: what points at the one comes to point at the other, row by row, and can be put back. */
export class Merging1700000029100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(GRANTS);
    for (const rule of MERGE_RULES) await runner.query(ADD_RULE, valuesOf(rule));
    await runner.query(SURVIVOR);
    await runner.query(OWNER);
    await runner.query(SEARCH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER search_merged ON key_account;
      DROP TRIGGER search_merged ON contact;
      DROP FUNCTION search_follow_merge();
      CREATE OR REPLACE FUNCTION activity_sees_account(account uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN account IS NOT NULL AND EXISTS (SELECT 1 FROM key_account WHERE id = account);
      END $$;
      DROP FUNCTION record_survivor(text, uuid);
      DROP TABLE record_merge_row, record_merge_rule, record_merge CASCADE;
      ALTER TABLE contact_link ALTER CONSTRAINT fk_contact_link_from NOT DEFERRABLE,
        ALTER CONSTRAINT fk_contact_link_to NOT DEFERRABLE;
      ALTER TABLE contact_cover ALTER CONSTRAINT fk_contact_cover_position NOT DEFERRABLE;
      ${MERGED_TABLES.map((table) => `REVOKE ALL ON ${table} FROM hongyan_merge;`).join('\n')}
      ${MERGED_TABLES.filter((table) => !SEEN_ALREADY.has(table))
        .map((table) => `DROP POLICY ${table}_merge ON ${table};`)
        .join('\n')}
      GRANT SELECT ON key_account, contact, contact_position TO hongyan_merge;
      DROP POLICY branch_merge ON branch;
      REVOKE ALL ON branch FROM hongyan_merge;
      REVOKE EXECUTE ON FUNCTION app_today(uuid), app_account_ids() FROM hongyan_merge;
    `);
  }
}

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const OWN = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
/** The migration before lets these be read; of the rest, what the rules name and what a merge touches besides. */
const SEEN_ALREADY = new Set(['key_account', 'contact', 'contact_position']);
const MERGED_TABLES = [...new Set([...MERGE_RULES.map(({ table }) => table), 'contact', 'timeline_link'])];

// What the surviving record said before and after is kept with the merge, so that it can be put back; what is not the
// same any more by then is left as it is.
const TABLES = `
  CREATE TABLE record_merge (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    record_type text NOT NULL CHECK (record_type IN ('account', 'contact')),
    branch_id uuid NOT NULL REFERENCES branch (id),
    other_branch_id uuid NOT NULL REFERENCES branch (id),
    survivor_id uuid NOT NULL,
    merged_id uuid NOT NULL,
    merged_label text NOT NULL DEFAULT '' CHECK (length(merged_label) <= 200),
    field_changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(field_changes) = 'array'),
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    merged_by uuid NOT NULL REFERENCES user_account (id),
    merged_at timestamptz NOT NULL DEFAULT now(),
    undone_by uuid REFERENCES user_account (id),
    undone_at timestamptz,
    CONSTRAINT ck_record_merge_two CHECK (survivor_id <> merged_id),
    CONSTRAINT ck_record_merge_undone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
  );
  CREATE UNIQUE INDEX uq_record_merge_merged ON record_merge (record_type, merged_id) WHERE undone_at IS NULL;
  CREATE INDEX ix_record_merge_survivor ON record_merge (record_type, survivor_id, merged_at);

  CREATE TABLE record_merge_rule (
    record_type text NOT NULL,
    place smallint NOT NULL,
    table_name text NOT NULL,
    column_name text NOT NULL,
    row_key text NOT NULL,
    among text NOT NULL,
    removes text NOT NULL,
    stays text NOT NULL,
    sets text NOT NULL,
    kept text[] NOT NULL,
    told boolean NOT NULL,
    PRIMARY KEY (record_type, place)
  );

  CREATE TABLE record_merge_row (
    no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    merge_id uuid NOT NULL REFERENCES record_merge (id),
    place smallint NOT NULL,
    how text NOT NULL CHECK (how IN ('moved', 'removed', 'copied', 'changed')),
    row_key text NOT NULL,
    before jsonb,
    after jsonb
  );
  CREATE INDEX ix_record_merge_row_merge ON record_merge_row (merge_id, place);

  -- Both ends of a line move one after the other, so it is looked at when both have moved.
  ALTER TABLE contact_link ALTER CONSTRAINT fk_contact_link_from DEFERRABLE INITIALLY IMMEDIATE,
    ALTER CONSTRAINT fk_contact_link_to DEFERRABLE INITIALLY IMMEDIATE;
  ALTER TABLE contact_cover ALTER CONSTRAINT fk_contact_cover_position DEFERRABLE INITIALLY IMMEDIATE;

  ALTER TABLE record_merge ENABLE ROW LEVEL SECURITY;
  ALTER TABLE record_merge FORCE ROW LEVEL SECURITY;
  CREATE POLICY record_merge_of_viewer ON record_merge TO hongyan_app
    USING (${OWN} AND other_${OWN}) WITH CHECK (${OWN} AND other_${OWN});
  CREATE POLICY record_merge_merge ON record_merge TO hongyan_merge USING (true);
  GRANT SELECT, INSERT, UPDATE (field_changes, undone_by, undone_at) ON record_merge TO hongyan_app;
  GRANT SELECT ON record_merge, record_merge_rule TO hongyan_merge;

  ALTER TABLE record_merge_row ENABLE ROW LEVEL SECURITY;
  ALTER TABLE record_merge_row FORCE ROW LEVEL SECURITY;
  CREATE POLICY record_merge_row_merge ON record_merge_row TO hongyan_merge USING (true);
  GRANT SELECT, INSERT ON record_merge_row TO hongyan_merge;
`;

// Nobody takes this role on; it owns the functions below, which move only what the rules name, and only for somebody
// who may merge both records.
const GRANTS = `
  ${MERGED_TABLES.filter((table) => !SEEN_ALREADY.has(table))
    .map((table) => `CREATE POLICY ${table}_merge ON ${table} TO hongyan_merge USING (true);`)
    .join('\n')}
  ${MERGED_TABLES.map((table) => `GRANT SELECT ON ${table} TO hongyan_merge;`).join('\n')}
  ${MERGE_RULES.map(({ table, column, kept = [] }) => `GRANT UPDATE (${[column, ...kept].join(', ')}) ON ${table} TO hongyan_merge;`).join('\n')}
  GRANT DELETE, INSERT ON contact_link, contact_cover, contact_position, timeline_link TO hongyan_merge;
  GRANT UPDATE (merged_into, credit_code, manager_id, parent_id) ON key_account TO hongyan_merge;
  GRANT UPDATE (merged_into, last_touched_on) ON contact TO hongyan_merge;
  GRANT UPDATE (due_at) ON account_health TO hongyan_merge;
  CREATE POLICY branch_merge ON branch FOR SELECT TO hongyan_merge USING (true);
  GRANT SELECT (id, time_zone) ON branch TO hongyan_merge;
  GRANT EXECUTE ON FUNCTION app_today(uuid), app_account_ids() TO hongyan_merge;
`;

const ADD_RULE = `INSERT INTO record_merge_rule
  (record_type, place, table_name, column_name, row_key, among, removes, stays, sets, kept, told)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const valuesOf = (rule: MergeRule): unknown[] => [
  rule.type,
  rule.place,
  rule.table,
  rule.column,
  rule.key ?? 'r.id::text',
  rule.among ?? 'true',
  rule.removes ?? 'false',
  rule.stays ?? 'false',
  rule.sets ?? '',
  rule.kept ?? [],
  rule.told ?? true,
];

// Where a merged record went, for whoever sees what it became.
const SURVIVOR = `
  CREATE FUNCTION record_survivor(kind text, id uuid) RETURNS uuid LANGUAGE plpgsql STABLE ${DEFINER} AS $$
  DECLARE at uuid := record_survivor.id; next uuid; sight uuid[] := app_branch_ids(); served uuid[] := app_account_ids();
  BEGIN
    FOR step IN 1..20 LOOP
      IF kind = 'account' THEN SELECT r.merged_into INTO next FROM key_account r WHERE r.id = at;
      ELSE SELECT r.merged_into INTO next FROM contact r WHERE r.id = at; END IF;
      EXIT WHEN next IS NULL;
      at := next;
    END LOOP;
    IF at = record_survivor.id THEN RETURN NULL; END IF;
    IF kind = 'account' THEN
      RETURN (SELECT r.id FROM key_account r WHERE r.id = at AND (r.branch_id = ANY (sight) OR r.id = ANY (served)));
    END IF;
    RETURN (SELECT r.id FROM contact r WHERE r.id = at AND (r.branch_id = ANY (sight) OR EXISTS (
      SELECT 1 FROM contact_position p JOIN key_account a ON a.id = p.account_id
      WHERE p.contact_id = r.id AND (a.branch_id = ANY (sight) OR a.id = ANY (served)))));
  END $$;
  CREATE OR REPLACE FUNCTION activity_sees_account(account uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN account IS NOT NULL AND (EXISTS (SELECT 1 FROM key_account WHERE id = account)
      OR record_survivor('account', account) IS NOT NULL);
  END $$;
  REVOKE ALL ON FUNCTION record_survivor(text, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION record_survivor(text, uuid) TO hongyan_app, hongyan_merge;
`;

const OWNER = `
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_merge;
  ALTER FUNCTION record_survivor(text, uuid) OWNER TO hongyan_merge;
  REVOKE CREATE ON SCHEMA public FROM hongyan_merge;
`;

// A merged record takes no place among what is found.
const SEARCH = `
  CREATE FUNCTION search_follow_merge() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    IF NEW.merged_into IS NOT NULL THEN
      DELETE FROM search_entry WHERE record_type = TG_ARGV[0] AND record_id = NEW.id;
    ELSIF TG_ARGV[0] = 'contact' THEN
      PERFORM search_keep_contact(NEW.id);
    ELSE
      PERFORM search_keep('account', NEW.id, ARRAY[NEW.branch_id], ARRAY[NEW.id], NEW.name, NEW.code,
        account_words(NEW.code, NEW.name, NEW.legal_name, NEW.credit_code, NEW.trade_names));
    END IF;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION search_follow_merge() FROM PUBLIC;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION search_follow_merge() OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
  CREATE TRIGGER search_merged AFTER UPDATE OF merged_into ON key_account FOR EACH ROW
    WHEN (OLD.merged_into IS DISTINCT FROM NEW.merged_into) EXECUTE FUNCTION search_follow_merge('account');
  CREATE TRIGGER search_merged AFTER UPDATE OF merged_into ON contact FOR EACH ROW
    WHEN (OLD.merged_into IS DISTINCT FROM NEW.merged_into) EXECUTE FUNCTION search_follow_merge('contact');
`;

import { Fixtures } from '../../../test/support/fixtures';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';

let copy: TestDatabase;
let fixtures: Fixtures;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
});
afterAll(() => copy.drop());

const RECORDS = { account: ['key_account'], contact: ['contact', 'contact_position'] } as const;
/** Of these the merge itself is the meaning. */
const APART = ['merged_into'];

test.each(['account', 'contact'] as const)('a merge knows every foreign key to an %s', async (type) => {
  const keys = await fixtures.sql<{ key: string }>(
    `SELECT DISTINCT c.conrelid::regclass || '.' || a.attname AS key
       FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (here, there)
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
       JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = k.there
       WHERE c.contype = 'f' AND c.confrelid = ANY ($1::text[]::regclass[]) AND t.attname <> 'account_id'
         AND a.attname <> ALL ($2) ORDER BY 1`,
    [RECORDS[type], APART],
  );
  const rules = await fixtures.sql<{ key: string }>(
    `SELECT DISTINCT table_name || '.' || column_name AS key FROM record_merge_rule WHERE record_type = $1`,
    [type],
  );
  const known = new Set(rules.map(({ key }) => key));
  expect(keys.length).toBeGreaterThan(3);
  expect(keys.map(({ key }) => key).filter((key) => !known.has(key))).toEqual([]);
});

test('a merge knows every column that names an account without a foreign key', async () => {
  const columns = await fixtures.sql<{ key: string }>(
    `SELECT c.table_name || '.' || c.column_name AS key FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.column_name IN ('account_id', 'contact_id', 'record_id') ORDER BY 1`,
  );
  const rules = await fixtures.sql<{ key: string }>(
    `SELECT DISTINCT table_name || '.' || column_name AS key FROM record_merge_rule`,
  );
  const known = new Set(rules.map(({ key }) => key));
  // Written once and never again, kept by triggers, moved along with another column, or of other records.
  const WITHOUT_RULE = [
    'audit_entry.account_id',
    'bulk_edit_item.record_id',
    'mail_exclusion.record_id',
    'notification_news.record_id',
    'record_import_row.record_id',
    'record_match_key.record_id',
    'search_entry.record_id',
    'timeline_link.account_id',
    'timeline_link.record_id',
    'timeline_pin.account_id',
  ];
  const left = columns.map(({ key }) => key).filter((key) => !known.has(key) && !WITHOUT_RULE.includes(key));
  expect(left).toEqual([]);
});

test('nobody but the merge may take its role on, and no viewer may move a row by the rules', async () => {
  const [role] = await fixtures.sql<{ rolcanlogin: boolean; rolbypassrls: boolean }>(
    `SELECT rolcanlogin, rolbypassrls FROM pg_roles WHERE rolname = 'hongyan_merge'`,
  );
  expect(role).toEqual({ rolcanlogin: false, rolbypassrls: false });
  const grants = await fixtures.sql(
    `SELECT 1 FROM information_schema.table_privileges
     WHERE table_name IN ('record_merge_rule', 'record_merge_row') AND grantee = 'hongyan_app'`,
  );
  expect(grants).toEqual([]);
});

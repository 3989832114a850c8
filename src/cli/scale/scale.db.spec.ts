import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { parseScaleArguments, UsageError } from './scale-arguments';
import { fillDatabase } from './scale.repository';

const SIZE = ['--accounts', '60', '--contacts', '150', '--entries', '400', '--group', '20'];
const TABLES = [
  ...['branch', 'key_account', 'account_member', 'contact', 'contact_position', 'contact_link', 'campaign'],
  ...['revenue_line', 'audit_entry', 'timeline_link', 'search_entry'],
];

const databases: TestDatabase[] = [];
const clients: Client[] = [];

async function filled(...more: string[]): Promise<Client> {
  const database = await createTestDatabase();
  databases.push(database);
  await fill(database.url, ...more);
  const client = new Client({ connectionString: database.url });
  clients.push(client);
  await client.connect();
  return client;
}

async function fill(url: string, ...more: string[]): Promise<void> {
  const { size, force } = parseScaleArguments([...SIZE, ...more])!;
  await fillDatabase(url, { size, force, passwordHash: 'none', say: () => undefined });
}

async function one<T>(client: Client, sql: string): Promise<T> {
  return (await client.query<T & object>(sql)).rows[0]!;
}

/** A hash of all rows of each table, whatever order they lie in. */
async function contentOf(client: Client): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of TABLES) {
    const sql = `SELECT count(*) || ' ' || md5(string_agg(t::text, ',' ORDER BY t::text)) AS hash FROM ${table} t`;
    hashes[table] = (await one<{ hash: string }>(client, sql)).hash;
  }
  return hashes;
}

let client: Client;
beforeAll(async () => {
  client = await filled();
});
afterAll(async () => {
  for (const open of clients) await open.end();
  for (const database of databases) await database.drop();
});

it('makes as many rows as were asked for', async () => {
  const counts = await one<Record<string, number>>(
    client,
    `SELECT (SELECT count(*) FROM key_account) AS accounts, (SELECT count(*) FROM contact) AS contacts,
            (SELECT count(*) FROM contact WHERE NOT EXISTS (
              SELECT 1 FROM contact_position p WHERE p.contact_id = contact.id)) AS nowhere,
            (SELECT count(*) FROM timeline_link) AS links, (SELECT count(*) FROM audit_entry) AS entries`,
  );
  expect(counts).toEqual({ accounts: 60, contacts: 150, nowhere: 0, links: 400, entries: 400 });
});

it('makes one group of the size asked for', async () => {
  const { below } = await one<{ below: number }>(
    client,
    `SELECT count(*) AS below FROM key_account_below((SELECT id FROM key_account WHERE code = 'K0000000'))`,
  );
  expect(below).toBe(20);
});

it('makes the same rows from the same arguments and others from another seed', async () => {
  const content = await contentOf(client);
  expect(await contentOf(await filled())).toEqual(content);
  const other = await contentOf(await filled('--seed', '2'));
  for (const table of TABLES) expect(other[table]).not.toBe(content[table]);
});

it('is found as if everything had been written by people', async () => {
  const entries = () =>
    client.query(
      `SELECT record_type, record_id, title, detail, words, sounds IS NULL AS unheard, account_ids,
         ARRAY(SELECT unnest(branch_ids) ORDER BY 1) AS branch_ids FROM search_entry ORDER BY record_type, record_id`,
    );
  const filledIn = await entries();
  expect(filledIn.rows).toHaveLength(60 + 150 + 6);
  expect(filledIn.rows.filter(({ unheard }) => unheard)).toEqual([]);
  await client.query('BEGIN');
  await client.query('UPDATE key_account SET name = name');
  await client.query('UPDATE contact SET name = name');
  await client.query('UPDATE campaign SET name = name');
  expect((await entries()).rows).toEqual(filledIn.rows);
  await client.query('ROLLBACK');
});

// The rows went in with the checks between tables put off.
it('leaves no reference that leads nowhere', async () => {
  const keys = await client.query<{ name: string; sql: string }>(
    `SELECT c.conname AS name, format('SELECT count(*) AS lost FROM %s t WHERE %s AND NOT EXISTS (SELECT 1 FROM %s r WHERE %s)',
       c.conrelid::regclass,
       (SELECT string_agg(format('t.%I IS NOT NULL', a.attname), ' AND ')
          FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)),
       c.confrelid::regclass,
       (SELECT string_agg(format('r.%I = t.%I', f.attname, a.attname), ' AND ')
          FROM unnest(c.conkey, c.confkey) AS k (here, there)
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
          JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = k.there)) AS sql
     FROM pg_constraint c WHERE c.contype = 'f'`,
  );
  expect(keys.rows.length).toBeGreaterThan(20);
  for (const { name, sql } of keys.rows)
    expect([name, (await one<{ lost: number }>(client, sql)).lost]).toEqual([name, 0]);
});

it('has the manager of an account in the seat of its primary, as the trigger would', async () => {
  const { wrong } = await one<{ wrong: number }>(
    client,
    'SELECT count(*) AS wrong FROM key_account a WHERE a.manager_id IS DISTINCT FROM account_primary(a.id)',
  );
  expect(wrong).toBe(0);
});

it('leaves every index as the migrations make it', async () => {
  const sql = `SELECT string_agg(indexdef, ';' ORDER BY indexdef) AS indexes FROM pg_indexes WHERE schemaname = 'public'`;
  const fresh = await createTestDatabase();
  databases.push(fresh);
  const empty = new Client({ connectionString: fresh.url });
  clients.push(empty);
  await empty.connect();
  expect(await one(client, sql)).toEqual(await one(empty, sql));
});

it('leaves a database with accounts as it is', async () => {
  const before = await contentOf(client);
  await expect(fill(databases[0]!.url)).rejects.toThrow(UsageError);
  expect(await contentOf(client)).toEqual(before);
});

it('names the argument at fault', () => {
  expect(() => parseScaleArguments(['--accounts', 'many'])).toThrow('--accounts');
  expect(() => parseScaleArguments(['--acounts', '1'])).toThrow(UsageError);
  expect(parseScaleArguments(['--accounts', '10'])!.size).toMatchObject({
    contacts: 50,
    entries: 500,
    group: 10,
  });
});

import { Client } from 'pg';
import { TestDatabase, createTestDatabase } from './test-database';

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('copies made at once are migrated and apart, and dropping ends open connections', async () => {
  const [one, two] = (await Promise.all([createTestDatabase(), createTestDatabase()])) as [
    TestDatabase,
    TestDatabase,
  ];
  const migrated = `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`;
  expect((await query<{ tables: number }>(one.url, migrated))[0]?.tables).toBeGreaterThan(0);
  await query(one.url, 'CREATE TABLE only_here (id int)');
  await expect(query(two.url, 'SELECT * FROM only_here')).rejects.toThrow(/only_here/);

  const lingering = new Client({ connectionString: one.url });
  lingering.on('error', () => undefined);
  await lingering.connect();
  const ended = new Promise((resolve) => lingering.once('end', resolve));
  await Promise.all([one.drop(), two.drop()]);
  await ended;
  const name = new URL(one.url).pathname.slice(1);
  await expect(query(one.url, 'SELECT 1')).rejects.toThrow(name);
});

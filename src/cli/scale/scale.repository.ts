import { Client } from 'pg';
import { FUJIAN_PLACES } from '../../demo/fujian-places';
import { type ScaleSize, UsageError } from './scale-arguments';
import { scaleStaff } from './scale-staff';
import { fillSearch } from './scale-search.repository';
import { ScaleSql } from './scale-sql';
import { type ScaleStep, scaleSteps } from './scale-statements';

/** Rows of one statement: enough to be fast, few enough to show progress. */
const PART = 250_000;
/** Tables filled here whose indexes are made again afterwards: a sort is faster than millions of insertions. */
const FILLED = [
  ...[
    'key_account',
    'account_member',
    'contact',
    'contact_position',
    'search_entry',
    'contact_link',
    'campaign',
    'revenue_line',
  ],
  ...['audit_entry', 'timeline_link'],
];
const FIRST_DAY = '2024-01-01T00:00:00Z';

export interface ScaleTask {
  size: ScaleSize;
  /** Of everybody, so that a measurement can log in. */
  passwordHash: string;
  force: boolean;
  say: (line: string) => void;
}

/**
 * Fills a migrated database, all or nothing.
 *
 * @param url as a superuser: checks between tables are put off while the rows go in
 * @throws UsageError when there are accounts already or the user is no superuser
 */
export async function fillDatabase(
  url: string,
  { size, passwordHash, force, say }: ScaleTask,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await refuse(client, force);
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = replica`);
    await client.query(`SET LOCAL maintenance_work_mem = '256MB'`);
    await client.query('SET LOCAL jit = off');
    const indexes = await dropIndexes(client);
    await staff(client, new ScaleSql(size.seed), passwordHash);
    for (const step of scaleSteps(size)) await fill(client, step, say);
    say(`${await fillSearch(client)} search entries`);
    for (const index of indexes) await client.query(index);
    say(`${indexes.length} indexes`);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

async function refuse(client: Client, force: boolean): Promise<void> {
  const found = await client.query<{ super: boolean; filled: boolean }>(
    `SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
            EXISTS (SELECT 1 FROM key_account) AS filled`,
  );
  const { super: isSuper, filled } = found.rows[0]!;
  if (!isSuper) {
    throw new UsageError('须以数据库超级用户连接。/ Connect as a superuser of the database.');
  }
  if (filled && !force) {
    throw new UsageError(
      '数据库中已有大客户,未作任何改动;确需填入请加 --force。/ The database has accounts already and was left as it is; add --force to fill it all the same.',
    );
  }
}

/** Drops what is slow to keep while filling; returns what makes it again. */
async function dropIndexes(client: Client): Promise<string[]> {
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`,
    [FILLED],
  );
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  const key = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = 'timeline_link'::regclass AND contype = 'p'`,
  );
  const { name, definition } = key.rows[0]!;
  await client.query(`ALTER TABLE timeline_link DROP CONSTRAINT ${name}`);
  return [
    `ALTER TABLE timeline_link ADD CONSTRAINT ${name} ${definition}`,
    ...indexes.rows.map((index) => index.definition),
  ];
}

/** Branches and people, and the tables by which the statements find them. */
async function staff(client: Client, sql: ScaleSql, passwordHash: string): Promise<void> {
  const { branches, users } = scaleStaff();
  await client.query(
    `INSERT INTO branch (id, parent_id, code, name, level, created_at, updated_at)
     SELECT ${sql.id('branch', 'n')}, CASE WHEN parent IS NOT NULL THEN ${sql.id('branch', 'parent')} END, code, name,
       level, $5, $5
     FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[]) WITH ORDINALITY AS b (code, name, level, parent, o)
     CROSS JOIN LATERAL (SELECT o - 1 AS n) AS place`,
    [
      branches.map(({ code }) => code),
      branches.map(({ name }) => name),
      branches.map(({ level }) => level),
      branches.map(({ parent }) => parent),
      FIRST_DAY,
    ],
  );
  await client.query(
    `INSERT INTO user_account (id, branch_id, email, name, password_hash, roles, created_at, updated_at)
     SELECT ${sql.id('user', 'o')}, ${sql.id('branch', 'branch')}, email, name, $5, ARRAY[role], $6, $6
     FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[]) WITH ORDINALITY AS u (email, name, role, branch, o)`,
    [
      users.map(({ email }) => email),
      users.map(({ name }) => name),
      users.map(({ role }) => role),
      users.map(({ branch }) => branch),
      passwordHash,
      FIRST_DAY,
    ],
  );
  await lookups(client, sql, branches.length);
}

async function lookups(client: Client, sql: ScaleSql, branches: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE scale_user ON COMMIT DROP AS
       SELECT u.id, u.name, b.n AS branch, row_number() OVER (PARTITION BY b.n ORDER BY u.id) AS seat
       FROM generate_series(0, ${branches - 1}) AS b (n)
       JOIN user_account u ON u.branch_id = ${sql.id('branch', 'b.n')} AND u.roles = '{account-manager}'`,
  );
  await client.query(
    `CREATE TEMP TABLE scale_branch ON COMMIT DROP AS
       SELECT n, ${sql.id('branch', 'n')} AS id, (SELECT count(*) FROM scale_user u WHERE u.branch = n) AS managers
       FROM generate_series(0, ${branches - 1}) AS n`,
  );
  await client.query(
    `CREATE TEMP TABLE scale_place (n bigint, address text, postcode text, short text) ON COMMIT DROP`,
  );
  await client.query(
    `INSERT INTO scale_place SELECT o - 1, address, postcode, short
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS p (address, postcode, short, o)`,
    [
      FUJIAN_PLACES.map(({ address }) => address),
      FUJIAN_PLACES.map(({ postcode }) => postcode),
      FUJIAN_PLACES.map(({ address }) => address.replace(/^福建省(.+?)市(.+?)[区市县]$/, '$1$2')),
    ],
  );
  await client.query('ANALYZE scale_user, scale_branch, scale_place');
}

async function fill(client: Client, { what, rows, sql }: ScaleStep, say: (line: string) => void) {
  for (let first = 0; first < rows; first += PART) {
    const end = Math.min(rows, first + PART);
    await client.query(sql, [first, end - 1]);
    say(`${end.toLocaleString('en')} / ${rows.toLocaleString('en')} ${what}`);
  }
}

import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { ownerDataSource } from '../../libs/database/data-source';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ADMIN_URL_VARIABLE, urlOf } from '../support/test-server';

const MIGRATIONS = join(__dirname, '../../migrations');
/** Newest first may be taken back as far as this one; what stands before it has been released. */
const LAST_KEPT = 1_700_000_026_000;
const numberOf = (path: string) => Number(basename(path).slice(0, 13));
const all = readdirSync(MIGRATIONS)
  .filter((name) => /^\d{13}-.*\.ts$/.test(name))
  .map((name) => join(MIGRATIONS, name));

/** What a schema consists of, one line each, in an order of its own. */
const SCHEMA = `
  SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v')
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT format('right %s %s %s', c.relname, c.relrowsecurity, acl::text)
    FROM pg_class c LEFT JOIN LATERAL unnest(c.relacl) AS acl ON true
    WHERE c.relkind IN ('r', 'v') AND c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT format('right of column %s.%s %s', c.relname, a.attname, acl::text)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL unnest(a.attacl) AS acl
    WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('policy %s %s %s %s %s %s %s', tablename, policyname, permissive, roles, cmd, qual, with_check)
    FROM pg_policies WHERE schemaname = 'public'
  UNION ALL SELECT format('function %s %s %s %s %s %s %s', p.oid::regprocedure, pg_get_function_result(p.oid), p.provolatile,
      p.prosecdef, p.proconfig, p.proowner::regrole, acl::text)
    FROM pg_proc p LEFT JOIN LATERAL unnest(p.proacl) AS acl ON true
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
      AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT format('schema %s', acl::text) FROM pg_namespace n CROSS JOIN LATERAL unnest(n.nspacl) AS acl
    WHERE n.nspname = 'public'
  ORDER BY 1`;

/** What functions do. Taken back, one may say the same in other words. */
const BODIES = `SELECT p.oid::regprocedure || ' ' || p.prosrc AS line FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' ORDER BY 1`;

let copy: TestDatabase;
let admin: Client;
let empty: string;
beforeAll(async () => {
  copy = await createTestDatabase();
  admin = new Client({ connectionString: process.env[ADMIN_URL_VARIABLE]! });
  await admin.connect();
  empty = `test_empty_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${empty}`);
});
afterAll(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${empty} WITH (FORCE)`);
  await admin.end();
  await copy.drop();
});

async function opened<T>(url: string, files: string[], work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = ownerDataSource(url, files);
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
async function lines(source: DataSource, statement: string): Promise<string[]> {
  const rows: { line: string }[] = await source.query(statement);
  return rows.map(({ line }) => line);
}

test('the newest migrations can be taken back, leave nothing behind, and can be made again', async () => {
  const kept = all.filter((name) => numberOf(name) <= LAST_KEPT);
  const url = urlOf(process.env[ADMIN_URL_VARIABLE]!, empty);
  const before = await opened(url, kept, async (source) => {
    await source.runMigrations({ transaction: 'each' });
    return lines(source, SCHEMA);
  });
  await opened(copy.url, all, async (source) => {
    const whole = await lines(source, SCHEMA);
    const bodies = await lines(source, BODIES);
    for (let at = kept.length; at < all.length; at += 1)
      await source.undoLastMigration({ transaction: 'each' });
    expect(await lines(source, SCHEMA)).toEqual(before);
    await source.runMigrations({ transaction: 'each' });
    expect(await lines(source, SCHEMA)).toEqual(whole);
    expect(await lines(source, BODIES)).toEqual(bodies);
  });
}, 60_000);

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { ADMIN_URL_VARIABLE, TEMPLATE, urlOf } from './test-server';

/** A migrated database of one test file's own. */
export interface TestDatabase {
  /** Address as superuser; requests and jobs step down to the plain role by themselves. */
  url: string;
  /** Ends what is still connected and drops the database. */
  drop(): Promise<void>;
}

/** Copies of one template wait for each other here: a template cannot be copied twice at the same moment. */
const COPY_LOCK = 5_190_233;

/** Makes a copy of the migrated template. Call in `beforeAll`, drop in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env[ADMIN_URL_VARIABLE];
  if (!adminUrl)
    throw new Error(`${ADMIN_URL_VARIABLE} is not set: run through Jest, whose global set-up starts it`);
  const name = `test_${process.env.JEST_WORKER_ID ?? 0}_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [COPY_LOCK]);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY wal_log`);
  });
  return {
    url: urlOf(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

// The end of the connection also releases the lock.
async function asAdmin(url: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

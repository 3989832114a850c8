import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../libs/database/migrate';
import { EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/embedded/embedded-postgres';

/** Names the server of the run to the Jest workers: address of its maintenance database, as superuser. */
export const ADMIN_URL_VARIABLE = 'TEST_DATABASE_ADMIN_URL';

/** The migrated, empty database every test database is a copy of. */
export const TEMPLATE = 'test_template';

/** Address of another database on the same server. */
export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Starts the throw-away server of a test run, in a folder of its own, and migrates the template. */
export async function startTestServer(): Promise<EmbeddedPostgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'test-database-'));
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  try {
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    await admin.end();
    await migrate(urlOf(server.url, TEMPLATE));
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Config } from '../libs/config/config';
import { migrate } from '../libs/database/migrate';
import { startEmbeddedPostgres } from '../libs/embedded/embedded-postgres';

/** A database that is running and has the newest schema. */
export interface ReadyDatabase {
  url: string;
  /** Stops what `readyDatabase` started, nothing else. Close connections first. */
  stop(): Promise<void>;
}

/** The configured server, or without one the PostgreSQL that comes with the program; migrated either way. */
export async function readyDatabase(config: Config): Promise<ReadyDatabase> {
  if (config.DATABASE_URL) {
    await migrate(config.DATABASE_URL);
    return { url: config.DATABASE_URL, stop: async () => undefined };
  }
  mkdirSync(config.dataDir, { recursive: true });
  const server = await startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    database: 'hongyan',
  });
  await migrate(server.url);
  return { url: server.url, stop: () => server.stop() };
}

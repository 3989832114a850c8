import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { Fixtures } from '../../support/fixtures';
import { MARKETER, type MailingWorld, mailingWorld, OPERATOR } from '../../support/mailing-world';
import { createTestDatabase } from '../../support/test-database';
import { ADMIN_URL_VARIABLE, startTestServer } from '../../support/test-server';
import { Api } from './api';
import { cleanUp } from './clean-up';
import { Program } from './processes';

let server: Promise<void> | undefined;

/** One throw-away PostgreSQL for the whole program. */
function testServer(): Promise<void> {
  return (server ??= startTestServer().then(({ url, stop }) => {
    process.env[ADMIN_URL_VARIABLE] = url;
    cleanUp.add(stop);
  }));
}

/** The same key everywhere: two databases with the same input give the same bytes. */
const ENVIRONMENT = {
  HASH_KEY: '11'.repeat(32),
  PRINT_THREADS: '2',
  DATABASE_POOL: '8',
  DEMO: 'off',
  LOG_LEVEL: 'info',
  PORT: '0',
};
/** So many that a kill meets chunks in every state and costs a small part of the batch. */
const CHUNKS = 100;
const MOST_CHUNK_PIECES = 250;

/** Settings of every program of a run with so many pieces. */
export function environment(pieces: number): Record<string, string> {
  const chunkPieces = Math.min(MOST_CHUNK_PIECES, Math.max(1, Math.ceil(pieces / CHUNKS)));
  return { ...ENVIRONMENT, CHUNK_PIECES: String(chunkPieces) };
}

/** A database of its own with the rows a mailing starts from, an API that runs no jobs, and a worker that does. */
export class Stage {
  marketer!: Api;
  operator!: Api;

  private constructor(
    readonly dataDir: string,
    readonly fixtures: Fixtures,
    readonly world: MailingWorld,
    readonly databaseUrl: string,
    readonly api: Program,
    readonly worker: Program,
    readonly close: () => Promise<void>,
  ) {}

  static async open(pieces: number, redisUrl?: string): Promise<Stage> {
    await testServer();
    const database = await createTestDatabase();
    const dropped = cleanUp.add(() => database.drop());
    const dataDir = temporaryFolder();
    const removed = cleanUp.add(() => rmSync(dataDir, { recursive: true, force: true }));
    const fixtures = new Fixtures(database.url);
    const world = await mailingWorld(fixtures, pieces);
    await addExceptions(fixtures, world);
    const env = {
      ...environment(pieces),
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    };
    const api = new Program(
      [process.execPath, 'dist/src/main.js'],
      { ...env, RUN_JOBS: 'false' },
      path.join(dataDir, 'api.log'),
    );
    const worker = new Program(
      [process.execPath, 'dist/src/worker.js'],
      env,
      path.join(dataDir, 'worker.log'),
    );
    const close = async () => {
      await worker.kill();
      await api.kill();
      await dropped();
      await removed();
    };
    const stage = new Stage(dataDir, fixtures, world, database.url, api, worker, close);
    await stage.startApi();
    return stage;
  }

  /** Starts the API, again after it was stopped, and logs its users in. */
  async startApi(): Promise<void> {
    this.api.start();
    [this.marketer, this.operator] = await logInBoth(this.api);
  }

  sql<T extends object>(statement: string, parameters: unknown[] = []): Promise<T[]> {
    return this.fixtures.sql<T>(statement, parameters);
  }

  /** Locks a row as another worker would. @returns lets go of it */
  async hold(table: 'mail_batch' | 'dispatch', id: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    return cleanUp.add(() => client.end());
  }

  /** Whether somebody waits for a lock with a statement that holds these words. */
  waits(words: string): Promise<boolean> {
    return this.working("wait_event_type = 'Lock'", words);
  }

  /** Whether a statement that holds these words runs. */
  runs(words: string): Promise<boolean> {
    return this.working("state = 'active'", words);
  }

  private async working(condition: string, words: string): Promise<boolean> {
    const rows = await this.sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND ${condition} AND position($1 IN query) > 0`,
      [words],
    );
    return rows.length > 0;
  }

  /** The folder batches are collected from. */
  get dispatchDir(): string {
    return path.join(this.dataDir, 'dispatch');
  }

  /** Where the dispatch journal keeps a hand-over's steps. */
  journalOf(batchId: string): string {
    return path.join(this.dataDir, 'files/journal/dispatch', batchId);
  }
}

/** Waits until the API listens. */
export async function logInBoth(api: Program): Promise<[marketer: Api, operator: Api]> {
  const [, url] = await api.says(/(http:\/\/localhost:\d+)/);
  return [await Api.logIn(url!, MARKETER), await Api.logIn(url!, OPERATOR)];
}

/** Others may pass through it: a PostgreSQL under it may have to run as another user. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hongyan-chaos-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** One in a thousand does not want mail and one has a character that no font has, so that every count is above 0. */
export async function addExceptions(fixtures: Fixtures, world: MailingWorld): Promise<void> {
  await fixtures.sql(
    `INSERT INTO suppression (branch_id, kind, hash, reason, source, created_by)
     SELECT branch_id, 'person', person_hash, 'asked', 'test', $2 FROM address_record
     WHERE list_id = $1 AND row_number % 1000 = 7`,
    [world.listId, world.marketer],
  );
  await fixtures.sql(
    `UPDATE address_record SET name = '缺字' || row_number || chr(983040) WHERE list_id = $1 AND row_number % 1000 = 9`,
    [world.listId],
  );
}

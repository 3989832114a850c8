import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Redis } from 'ioredis';
import request from 'supertest';
import { Config, loadConfig } from '../../libs/config/config';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { createHttpApplication } from '../../src/http-application';
import { createTestDatabase } from './test-database';
import { Fixtures } from './fixtures';

/** The whole program over a database of the test file's own, listening on a free port. */
export interface TestApp {
  app: NestExpressApplication;
  config: Config;
  database: Database;
  /** Connection as superuser, to look behind row security. */
  databaseUrl: string;
  fixtures: Fixtures;
  /** Where the app listens, `http://127.0.0.1:…`. */
  url: string;
  /** A caller without credentials. */
  anonymous: ReturnType<typeof request>;
  /** A caller logged in as the user with this e-mail (password of the fixtures), cookie and CSRF token in place. */
  as(email: string): Promise<Caller>;
  close(): Promise<void>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Sends requests with a session. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly cookie: string,
    readonly csrfToken: string,
  ) {}

  send(method: Method, route: string): request.Test {
    return request(this.url)[method](route).set('cookie', this.cookie).set('x-csrf-token', this.csrfToken);
  }

  get(route: string): request.Test {
    return this.send('get', route);
  }

  post(route: string, body?: object): request.Test {
    return this.send('post', route).send(body);
  }

  put(route: string, body?: object): request.Test {
    return this.send('put', route).send(body);
  }

  patch(route: string, body?: object): request.Test {
    return this.send('patch', route).send(body);
  }

  delete(route: string): request.Test {
    return this.send('delete', route);
  }
}

/**
 * @param settings environment of the program, on top of the test's own; jobs run unless RUN_JOBS says not to
 */
export async function createTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const testDatabase = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hongyan-test-'));
  const config = loadConfig({
    DATA_DIR: dataDir,
    HASH_KEY: '11'.repeat(32),
    LOG_LEVEL: 'fatal',
    DEMO: 'off',
    DATABASE_POOL: '6',
    PRINT_THREADS: '1',
    ...(process.env.REDIS_URL ? { REDIS_URL: await ownRedis(process.env.REDIS_URL) } : {}),
    ...settings,
  });
  const app = await createHttpApplication(config, testDatabase.url);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const database = app.get(Database);
  return {
    app,
    config,
    database,
    databaseUrl: testDatabase.url,
    fixtures: new Fixtures(testDatabase.url),
    url,
    anonymous: request(url),
    as: (email) => logIn(url, email),
    close: async () => {
      await app.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A numbered database of this Jest worker's own, emptied: two apps must not take each other's jobs. */
async function ownRedis(server: string): Promise<string> {
  const url = new URL(server);
  url.pathname = `/${8 + (Number(process.env.JEST_WORKER_ID ?? 0) % 8)}`;
  const redis = new Redis(url.toString());
  await redis.flushdb();
  await redis.quit();
  return url.toString();
}

async function logIn(url: string, email: string): Promise<Caller> {
  const response = await request(url)
    .post('/api/session')
    .send({ email, password: Fixtures.password })
    .expect(200);
  const cookie = String(response.headers['set-cookie']).split(';')[0]!;
  return new Caller(url, cookie, (response.body as { csrfToken: string }).csrfToken);
}

/** A viewer as a request of this user would have, for database tests without HTTP. */
export function viewer(userId: string, branchIds: string[], permissions: readonly string[]): Viewer {
  return { userId, branchId: branchIds[0]!, branchIds, permissions };
}

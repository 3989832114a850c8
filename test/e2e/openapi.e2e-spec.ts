import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeApi } from '../../src/openapi';
import { VERSION } from '../../src/version';
import { createTestApp, TestApp } from '../support/test-app';

const ROOT = path.join(__dirname, '../..');
const GENERATE = 'npm run api:generate';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
});
afterAll(() => app.close());

test(`openapi.json describes the controllers as they are (${GENERATE})`, () => {
  const committed: unknown = JSON.parse(readFileSync(path.join(ROOT, 'openapi.json'), 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(describeApi(app.app))));
});

test(`the web client's types are those of openapi.json (${GENERATE})`, async () => {
  const cli = path.join(ROOT, 'node_modules/openapi-typescript/bin/cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'openapi.json'], {
    cwd: ROOT,
    maxBuffer: 32 << 20,
    timeout: 60_000,
  });
  expect(readFileSync(path.join(ROOT, 'web/src/api/schema.ts'), 'utf8')).toBe(stdout);
});

test('the version the program tells is the one of its package', () => {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(manifest.version);
});

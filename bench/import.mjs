// Imports a list through checking and duplicates, beside a bare COPY of the rows it accepted into the same table.
// `node bench/import.mjs [--quick]` after `npm run build`.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { clearInterval, setInterval } from 'node:timers';
import { writeImportFile } from './import-file.mjs';
import { machine, writeSection } from './report.mjs';

const require = createRequire(import.meta.url);
const dist = (name) => require(path.join(import.meta.dirname, '../dist', name));
require('reflect-metadata');
const { Client } = require('pg');
const { from: copyFrom, to: copyTo } = require('pg-copy-streams');
const { NestFactory } = require('@nestjs/core');
const { loadConfig } = dist('libs/config/config.js');
const { startEmbeddedPostgres } = dist('libs/embedded/embedded-postgres.js');
const { migrate } = dist('libs/database/migrate.js');
const { Database } = dist('libs/database/database.js');
const { WorkerModule } = dist('src/worker.module.js');
const { AddressListsService } = dist('src/address-lists/address-lists.service.js');

const quick = process.argv.includes('--quick');
const ROWS = quick ? 50_000 : 1_000_000;
const ROUNDS = 3;
const MOST_TIMES_COPY = 5;
const MOST_MEMORY_MB = 400;
const PERMISSIONS = ['lists:read', 'lists:write', 'addresses:read'];

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function main() {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-import-'));
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), throwaway: true });
  const client = new Client({ connectionString: server.url });
  let app;
  try {
    await migrate(server.url);
    await client.connect();
    const file = path.join(folder, 'list.csv');
    const expected = await writeImportFile(file, ROWS);
    const env = {
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
      DEMO: 'off',
      RUN_JOBS: 'false',
      HASH_KEY: '22'.repeat(32),
    };
    app = await NestFactory.createApplicationContext(WorkerModule.forRoot(loadConfig(env), server.url), {
      logger: false,
    });
    const viewer = await newViewer(client);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const imported = await timeImport(app, viewer, file, expected);
      const copied = await timeCopy(client, path.join(folder, 'rows.copy'));
      rounds.push({ ...imported, copySeconds: copied });
    }
    report(rounds);
  } finally {
    await app?.close();
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function newViewer(client) {
  const branch = await client.query(
    `INSERT INTO branch (code, name, level) VALUES ('BENCH', 'bench', 'province') RETURNING id`,
  );
  const branchId = branch.rows[0].id;
  const user = await client.query(
    `INSERT INTO user_account (branch_id, email, name, password_hash, roles)
     VALUES ($1, 'bench@example.com', 'bench', 'none', '{administrator}') RETURNING id`,
    [branchId],
  );
  return { userId: user.rows[0].id, branchId, branchIds: [branchId], permissions: PERMISSIONS };
}

async function timeImport(app, viewer, filePath, expected) {
  const lists = app.get(AddressListsService, { strict: false });
  const input = {
    name: 'bench',
    source: 'bench',
    purpose: 'bench',
    legalBasis: 'contract',
    basisObtainedOn: '2026-01-01',
  };
  const list = await app.get(Database, { strict: false }).asViewer(viewer, () => lists.createList(input));
  let memory = 0;
  const sampling = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 50);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const outcome = await lists.importFile(viewer, { listId: list.id, filePath });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampling);
  delay.disable();
  const { rows, rejected, duplicates, accepted } = outcome;
  const exact =
    rows === expected.rows && rejected === expected.rejected && duplicates === expected.duplicates;
  if (!exact || rows !== accepted + rejected + duplicates)
    throw new Error(`the sums differ: ${JSON.stringify({ expected, outcome })}`);
  return { seconds, memoryMb: memory / 2 ** 20, longestPauseMs: delay.max / 1e6 };
}

/** The accepted rows out of the table, the table emptied, and the same rows in again by nothing but COPY. */
async function timeCopy(client, file) {
  await pipeline(client.query(copyTo('COPY address_record TO STDOUT')), createWriteStream(file));
  await client.query('TRUNCATE address_record');
  await client.query('CHECKPOINT');
  const start = performance.now();
  await pipeline(createReadStream(file), client.query(copyFrom('COPY address_record FROM STDIN')));
  const seconds = (performance.now() - start) / 1000;
  await client.query('TRUNCATE address_record');
  await client.query('CHECKPOINT');
  return seconds;
}

function report(rounds) {
  const of = (key) => median(rounds.map((round) => round[key]));
  const ratio = of('seconds') / of('copySeconds');
  const memory = Math.max(...rounds.map((round) => round.memoryMb));
  const rows = ROWS.toLocaleString('en');
  const text = [
    '| what | measured | reach |',
    '|---|---|---|',
    `| import of ${rows} rows, through checking and duplicates | ${of('seconds').toFixed(1)} s, ${ratio.toFixed(2)} × a bare COPY (${of('copySeconds').toFixed(1)} s), ${memory.toFixed(0)} MB, longest pause ${of('longestPauseMs').toFixed(0)} ms | ≤ ${MOST_TIMES_COPY} × COPY, ≤ ${MOST_MEMORY_MB} MB |`,
  ].join('\n');
  console.log(text);
  if (process.argv.includes('--write')) {
    const note = `Medians of ${ROUNDS} on ${machine()}; the same rows into the same table and indexes by nothing but COPY, in turn.`;
    writeSection('import', 'Taking a list in', note, text, 'node bench/import.mjs --write');
  }
  if (ratio > MOST_TIMES_COPY || memory > MOST_MEMORY_MB) process.exitCode = 1;
}

await main();

/**
 * Peak memory of a worker process, `dist/src/worker.js` and nothing else in it, while it freezes, prints and closes a
 * batch: for few and for many pieces, which must come to much the same, and for one print thread and more. The database
 * is an embedded one; lists, batches and approvals come from this process. Linux only: it asks /proc.
 *
 *   node bench/worker-memory.mjs [--quick] [--write]
 *
 * Fails when memory grows with the batch.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { machine, writeSection } from './report.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const dist = (name) => require(path.join(ROOT, 'dist', name));
require('reflect-metadata');
const { NestFactory } = require('@nestjs/core');
const { Client } = require('pg');
const { loadConfig } = dist('libs/config/config.js');
const { Database } = dist('libs/database/database.js');
const { migrate } = dist('libs/database/migrate.js');
const { startEmbeddedPostgres } = dist('libs/embedded/embedded-postgres.js');
const { AddressListsService } = dist('src/address-lists/address-lists.service.js');
const { demoRecipientsCsv } = dist('src/demo/demo-recipients.js');
const { ViewersService } = dist('src/identity/sessions/viewers.service.js');
const { BatchesService } = dist('src/mailings/batches/batches.service.js');
const { DesignsService } = dist('src/mailings/designs/designs.service.js');
const { PrintingService } = dist('src/mailings/printing/printing.service.js');
const { WorkerModule } = dist('src/worker.module.js');

const quick = process.argv.includes('--quick');
const [FEW, MANY] = quick ? [10_000, 40_000] : [10_000, 500_000];
const THREADS = quick ? [2] : [1, 2];
/** As docker-compose.yml starts it. */
const FLAGS = ['--max-semi-space-size=4', '--optimize-for-size'];
const DESIGN = 'spring-festival-letter';
/** What the heap may be fuller at the end of a long run than of a short one. Chunks that pile up come to far more. */
const MOST_GROWTH_MB = 120;
const STEP_LIMIT_MS = 20 * 60_000;
const LOOK_EVERY_MS = 100;

/** The worker, started when made. */
class Worker {
  constructor(env) {
    const stdio = ['ignore', 'inherit', 'inherit'];
    this.child = spawn(process.execPath, [...FLAGS, 'dist/src/worker.js'], { cwd: ROOT, env, stdio });
  }

  /** Its largest memory so far, MB. */
  get peakMb() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024;
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

/** What people do about a mailing, in this process. */
class Desk {
  static async open(folder, url) {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(
      `WITH office AS (INSERT INTO branch (code, name, level) VALUES ('BENCH', 'bench', 'province') RETURNING id)
       INSERT INTO user_account (branch_id, email, name, password_hash, roles)
       SELECT id, 'bench@example.com', 'bench', 'none', '{administrator}' FROM office`,
    );
    await client.end();
    const desk = new Desk();
    desk.folder = folder;
    desk.env = {
      DATA_DIR: folder,
      DATABASE_URL: url,
      LOG_LEVEL: 'error',
      DEMO: 'off',
      HASH_KEY: '33'.repeat(32),
    };
    const config = loadConfig({ ...desk.env, RUN_JOBS: 'false' });
    desk.app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, url), {
      logger: false,
    });
    desk.viewer = await desk.get(ViewersService).ofAdministrator();
    return desk;
  }

  get(service) {
    return this.app.get(service, { strict: false });
  }

  as(work) {
    return this.get(Database).asViewer(this.viewer, work);
  }

  async list(pieces) {
    const filePath = path.join(this.folder, `list-${pieces}.csv`);
    await pipeline(Readable.from(demoRecipientsCsv(pieces, 1)), createWriteStream(filePath));
    const input = {
      branchId: this.viewer.branchId,
      accountId: null,
      name: `bench ${pieces}`,
      source: 'bench',
      purpose: 'bench',
      legalBasis: 'contract',
      basisObtainedOn: '2026-01-01',
    };
    const lists = this.get(AddressListsService);
    const { id } = await this.as(() => lists.createList(input));
    await lists.importFile(this.viewer, { listId: id, filePath });
    return id;
  }

  async printed(listId, pieces) {
    const batches = this.get(BatchesService);
    const designId = await this.as(() =>
      this.get(DesignsService).byNameOrStarter(DESIGN, this.viewer.branchId),
    );
    const { id } = await this.as(() => batches.create({ listId, designId }));
    await this.step(id, 'frozen', () => batches.freeze(id));
    await this.as(() => batches.approveOnConsole(id));
    await this.step(id, 'closed', () => this.get(PrintingService).print(id));
    const { printed } = await this.as(() => batches.progress(id));
    if (printed !== pieces) throw new Error(`${printed} printed of ${pieces}`);
  }

  async step(id, state, ask) {
    await this.as(ask);
    for (const end = Date.now() + STEP_LIMIT_MS; Date.now() < end; await sleep(LOOK_EVERY_MS)) {
      const progress = await this.as(() => this.get(BatchesService).progress(id));
      if (progress.state === state) return;
      if (progress.errorCode || progress.chunksGivenUp > 0)
        throw new Error(`the batch stays ${progress.state}: ${progress.errorCode ?? 'a chunk was given up'}`);
    }
    throw new Error(`the batch was not ${state} in time`);
  }
}

/** @returns `[{ threads, few, many }]`, MB */
async function measure() {
  const folder = mkdtempSync(path.join(tmpdir(), 'hongyan-bench-worker-'));
  // Passable for the server's user, so that the data lies here and goes with it.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), throwaway: true });
  let desk;
  try {
    await migrate(server.url);
    desk = await Desk.open(folder, server.url);
    const few = await desk.list(FEW);
    const many = await desk.list(MANY);
    const rows = [];
    for (const threads of THREADS) {
      const row = { threads, few: await peakOf(desk, threads, few, FEW) };
      rows.push({ ...row, many: await peakOf(desk, threads, many, MANY) });
    }
    return rows;
  } finally {
    await desk?.app.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function peakOf(desk, threads, listId, pieces) {
  const worker = new Worker({ ...process.env, ...desk.env, PRINT_THREADS: String(threads) });
  try {
    await desk.printed(listId, pieces);
    return worker.peakMb;
  } finally {
    await worker.stop();
  }
}

function report(rows) {
  const n = (value) => Math.round(value).toLocaleString('en-US');
  const text = [
    `| peak memory of a worker process, freeze to close, ${DESIGN}, MB | ${n(FEW)} pieces | ${n(MANY)} pieces | reach |`,
    '|---|---:|---:|---|',
    ...rows.map(
      ({ threads, few, many }) =>
        `| ${threads} print thread${threads > 1 ? 's' : ''} | ${n(few)} | ${n(many)} | ≤ 300, the same for both |`,
    ),
  ].join('\n');
  console.log(text);
  if (process.argv.includes('--write')) {
    const note = `One run on ${machine()}; \`node ${FLAGS.join(' ')} dist/src/worker.js\` alone in its process, started anew for every figure.`;
    writeSection('worker-memory', 'Memory of a worker', note, text, 'node bench/worker-memory.mjs --write');
  }
  if (rows.some(({ few, many }) => many - few > MOST_GROWTH_MB)) {
    console.error(`Memory grows with the batch: more than ${MOST_GROWTH_MB} MB.`);
    process.exitCode = 1;
  }
}

report(await measure());

import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../libs/database/migrate';
import { locateBinaries } from '../../libs/embedded/binaries';
import { startEmbeddedPostgres } from '../../libs/embedded/embedded-postgres';
import { isServerOf, readPostmasterFile } from '../../libs/embedded/postmaster-file';
import { type ServerHome, settleHome } from '../../libs/embedded/server-home';
import { stopServer } from '../../libs/embedded/stop-server';
import { Fixtures } from '../support/fixtures';
import { mailingWorld } from '../support/mailing-world';
import { Batch } from './support/batch';
import { cleanUp } from './support/clean-up';
import { differences, type Outcome, outcomeOf, shown } from './support/outcome';
import { Program } from './support/processes';
import { type ChaosOptions, runProgram, say } from './support/program';
import { seeded } from './support/random';
import { type Result, timed } from './support/results';
import { addExceptions, environment, logInBoth, temporaryFolder } from './support/stage';
import { undisturbed } from './support/undisturbed';
import { waitFor } from './support/waiting';

const STEP_LIMIT_MS = 8 * 60_000;
const LONGEST_PAUSE_MS = 300;
const DATABASE = 'hongyan';

/** The program runs on its own PostgreSQL, whose postmaster is killed again and again under it. */
export async function killPostgres(options: ChaosOptions): Promise<Result[]> {
  return [await timed(() => underFire(options))];
}

async function underFire({ pieces, kills, seed }: ChaosOptions): Promise<Omit<Result, 'seconds'>> {
  const expected = await undisturbed(pieces);
  const random = seeded(seed);
  const dataDir = temporaryFolder();
  cleanUp.add(() => rmSync(dataDir, { recursive: true, force: true }));
  const home = await settleHome(path.join(dataDir, 'postgres'), await locateBinaries());
  cleanUp.add(async () => {
    await stopServer(home, 'immediate');
    rmSync(home.dir, { recursive: true, force: true });
  });
  const world = await prepare(dataDir, pieces);

  const env = { ...environment(pieces), DATA_DIR: dataDir };
  const app = new Program([process.execPath, 'dist/src/main.js'], env, path.join(dataDir, 'app.log'));
  app.start();
  const [marketer, operator] = await logInBoth(app);
  const batch = await Batch.create({ marketer, operator, world });
  await batch.toApproved();
  await batch.print();
  const struck = await strikePrinting(batch, home, kills, random);
  await batch.reaches('closed');
  await batch.dispatch();
  await killPostmaster(home);
  say('postmaster killed while dispatching');
  await batch.reaches('dispatched');
  const outcome = await look(dataDir, batch);
  await app.stop();

  const faults = [...outcome.faults, ...differences(outcome, expected)];
  const unclear = batch.refusals.get('server.unexpected') ?? 0;
  if (unclear > 0) faults.push(`${unclear} answers did not say that the database was away`);
  const refused = [...batch.refusals].map(([code, times]) => `${times} × ${code}`).join(', ') || 'none';
  const counts = { ...shown(outcome, expected), 'answers refused': refused };
  return { scenario: 'kill-postgres', struck: { printing: struck, dispatching: 1 }, counts, faults };
}

async function strikePrinting(
  batch: Batch,
  home: ServerHome,
  kills: number,
  random: () => number,
): Promise<number> {
  const { chunks } = await batch.status();
  const shares = Array.from({ length: kills }, () => random() * 0.8).sort((a, b) => a - b);
  for (const share of shares) {
    await waitFor('the next share of the batch is printed', STEP_LIMIT_MS, async () => {
      const status = await batch.peek();
      return status && Number(status.chunksDone) >= Math.floor(Number(chunks) * share) ? true : undefined;
    });
    await sleep(random() * LONGEST_PAUSE_MS);
    await killPostmaster(home);
    say(`postmaster killed at ${Math.round(share * 100)} % of the batch`);
  }
  return shares.length;
}

/** kill -9 of the postmaster that serves this run's own folder; its children end with it. */
async function killPostmaster(home: ServerHome): Promise<void> {
  const pid = await waitFor('PostgreSQL runs', 60_000, async () => {
    const file = await readPostmasterFile(home.cluster);
    return file?.ready && (await isServerOf(file.pid, home.cluster)) ? file.pid : undefined;
  });
  process.kill(pid, 'SIGKILL');
}

/** Makes the database as the program would and fills it, then leaves it to the program. */
async function prepare(dataDir: string, pieces: number) {
  const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), database: DATABASE });
  try {
    await migrate(server.url);
    const fixtures = new Fixtures(server.url);
    const world = await mailingWorld(fixtures, pieces);
    await addExceptions(fixtures, world);
    return world;
  } finally {
    await server.stop();
  }
}

async function look(dataDir: string, batch: Batch): Promise<Outcome> {
  const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), database: DATABASE });
  try {
    return await outcomeOf(new Fixtures(server.url), path.join(dataDir, 'dispatch'), batch);
  } finally {
    await server.stop();
  }
}

if (require.main === module) {
  runProgram([killPostgres], { pieces: 50_000, kills: 3, backends: ['postgres'], seed: 1 });
}

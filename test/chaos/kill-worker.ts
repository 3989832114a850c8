import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Batch } from './support/batch';
import { differences, outcomeOf, shown } from './support/outcome';
import { type Backend, type ChaosOptions, runProgram, say } from './support/program';
import { seeded } from './support/random';
import { startRedis } from './support/redis';
import { type Result, timed } from './support/results';
import { Stage } from './support/stage';
import { undisturbed } from './support/undisturbed';
import { spinUntil, waitFor } from './support/waiting';

const STEP_LIMIT_MS = 8 * 60_000;
const LONGEST_PAUSE_MS = 200;

/** kill -9 of the worker again and again, all along a batch's way. */
export async function killWorker(options: ChaosOptions): Promise<Result[]> {
  const results: Result[] = [];
  for (const backend of options.backends) {
    results.push(await timed(() => new WorkerKiller(options, backend).run()));
  }
  return results;
}

class WorkerKiller {
  private readonly random: () => number;
  private readonly struck: Record<string, number> = {};
  private stage!: Stage;
  private batch!: Batch;

  constructor(
    private readonly options: ChaosOptions,
    private readonly backend: Backend,
  ) {
    this.random = seeded(options.seed);
  }

  async run(): Promise<Omit<Result, 'seconds'>> {
    const { pieces, kills } = this.options;
    const expected = await undisturbed(pieces);
    const redis = this.backend === 'redis' ? await startRedis() : undefined;
    this.stage = await Stage.open(pieces, redis?.url);
    this.batch = await Batch.create(this.stage);
    this.stage.worker.start();
    await this.killFreezing();
    await this.batch.approve();
    await this.killPrinting(kills);
    if (this.thorough) await this.killClosing();
    await this.batch.reaches('closed');
    await this.killDispatching();
    const outcome = await outcomeOf(this.stage.fixtures, this.stage.dispatchDir, this.batch);
    const faults = [...outcome.faults, ...differences(outcome, expected)];
    if (this.struck.printing !== kills) faults.push(`only ${this.struck.printing} kills while printing`);
    const counts = shown(outcome, expected);
    await this.stage.close();
    return { scenario: `kill-worker ${this.backend}`, struck: this.struck, counts, faults };
  }

  /** With few kills only the moments that matter most are met: each waits for a lease. */
  private get thorough(): boolean {
    return this.options.kills >= 10;
  }

  private async killFreezing(): Promise<void> {
    await this.batch.freeze();
    for (let kill = 0; kill < this.options.kills / 10; kill++) {
      const met = await waitFor('the freeze is at work', STEP_LIMIT_MS, async () => {
        if ((await this.batch.state()) !== 'freezing') return 'over';
        return (await this.stage.runs('INSERT INTO mail_')) ? 'met' : undefined;
      });
      if (met === 'over') break;
      await sleep(this.random() * LONGEST_PAUSE_MS);
      await this.strike('freezing');
      await this.expectNothingHalfFrozen();
    }
    await this.batch.reaches('frozen');
  }

  /** Spread over the whole batch: the n-th kill comes a moment after a share of the chunks, drawn by lot, is done. */
  private async killPrinting(kills: number): Promise<void> {
    const { chunks } = await this.batch.status();
    const shares = Array.from({ length: kills }, () => this.random() * 0.9).sort((a, b) => a - b);
    await this.batch.print();
    for (const share of shares) {
      const takenBefore = await this.taken();
      await waitFor('the next share of the batch is printed', STEP_LIMIT_MS, async () => {
        const { state, chunksDone } = await this.batch.status();
        if (state !== 'printing') throw new Error('the batch was printed before its last kill');
        const enough = Number(chunksDone) >= Math.floor(Number(chunks) * share);
        return enough && (await this.taken()) > takenBefore ? true : undefined;
      });
      await sleep(this.random() * LONGEST_PAUSE_MS);
      await this.strike('printing');
    }
  }

  /** A worker that closes waits for the batch's row, which is held here until the worker is dead: it is met in the act. */
  private async killClosing(): Promise<void> {
    for (let kill = 0; kill < this.options.kills / 10; kill++) {
      const letGo = await this.stage.hold('mail_batch', this.batch.id);
      try {
        await waitFor('the batch is being closed', 90_000, async () =>
          (await this.allVerified()) && (await this.stage.waits('MailBatch')) ? true : undefined,
        );
        await this.strike('closing');
      } finally {
        await letGo();
      }
    }
  }

  private async allVerified(): Promise<boolean> {
    const { chunks, chunksDone } = await this.batch.status();
    return chunks === chunksDone;
  }

  /** Where a hand-over can be cut: while it is put together, with its last step begun, and after that step. */
  private async killDispatching(): Promise<void> {
    const { dispatchDir } = this.stage;
    const journal = this.stage.journalOf(this.batch.id);
    const delivered = () => existsSync(path.join(dispatchDir, this.batch.code));
    const moments: [string, () => boolean][] = [
      ['staging', () => partialsIn(dispatchDir) > 0],
      ['handing-over', () => existsSync(path.join(journal, '1-handing-over.json'))],
      ['handed-over', delivered],
    ];
    await this.batch.dispatch();
    for (const [name, comesAbout] of this.thorough ? moments : moments.slice(1, 2)) {
      if (delivered() && name !== 'handed-over') continue;
      if (!(await spinUntil(STEP_LIMIT_MS, comesAbout))) throw new Error(`never came about: ${name}`);
      this.stage.worker.strike();
      await this.strike(name === 'handing-over' && delivered() ? 'handed-over' : name);
    }
    await this.batch.reaches('dispatched');
    // The worker tidies up behind the last commit.
    await waitFor('the folder is tidy', 30_000, async () =>
      partialsIn(dispatchDir) === 0 ? true : undefined,
    );
  }

  private async strike(where: string): Promise<void> {
    await this.stage.worker.kill();
    this.struck[where] = (this.struck[where] ?? 0) + 1;
    const { state, chunksDone, chunks } = await this.batch.status();
    say(
      `${this.backend}: killed at ${where} (batch ${String(state)}, ${String(chunksDone)}/${String(chunks)} chunks)`,
    );
    this.stage.worker.start();
  }

  /** How often a chunk was taken up so far: grows when the worker is at work. */
  private async taken(): Promise<number> {
    const [row] = await this.stage.sql<{ taken: number }>(
      'SELECT sum(fence)::integer AS taken FROM mail_chunk WHERE batch_id = $1',
      [this.batch.id],
    );
    return row!.taken;
  }

  private async expectNothingHalfFrozen(): Promise<void> {
    const [row] = await this.stage.sql<{ state: string; pieces: number }>(
      `SELECT state, (SELECT count(*)::integer FROM mail_piece p WHERE p.batch_id = m.id) AS pieces
       FROM mail_batch m WHERE id = $1`,
      [this.batch.id],
    );
    if ((row!.state === 'freezing') !== (row!.pieces === 0)) {
      throw new Error(`half frozen: ${row!.state} with ${row!.pieces} pieces`);
    }
  }
}

const partialsIn = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.partial')).length : 0;

if (require.main === module) {
  runProgram([killWorker], { pieces: 50_000, kills: 20, backends: ['postgres', 'redis'], seed: 1 });
}

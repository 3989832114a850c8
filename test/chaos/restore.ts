import { renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { ADMIN_URL_VARIABLE } from '../support/test-server';
import { Batch } from './support/batch';
import { cleanUp } from './support/clean-up';
import { outcomeOf } from './support/outcome';
import { type ChaosOptions, runProgram, say } from './support/program';
import { type Result, timed } from './support/results';
import { Stage } from './support/stage';
import { waitFor } from './support/waiting';

/** A database put back to before a dispatch does not know of it; the receiver and the journal do. */
export async function restore({ pieces }: ChaosOptions): Promise<Result[]> {
  return [await timed(() => new Restore(pieces).run())];
}

class Restore {
  private stage!: Stage;
  private batch!: Batch;
  private readonly faults: string[] = [];

  constructor(private readonly pieces: number) {}

  async run(): Promise<Omit<Result, 'seconds'>> {
    this.stage = await Stage.open(this.pieces);
    this.batch = await Batch.create(this.stage);
    this.stage.worker.start();
    await this.batch.toApproved();
    await this.batch.print();
    await this.batch.reaches('closed');
    const backup = await this.backUp();
    await this.batch.toDispatched();
    const folder = path.join(this.stage.dispatchDir, this.batch.code);
    const delivered = statSync(folder).ino;

    await this.putBack(backup);
    await this.batch.toDispatched();
    if (statSync(folder).ino !== delivered) this.faults.push('delivered again beside the first delivery');
    const { planned, mailed, lost, doubled, faults } = await this.outcome();
    this.faults.push(...faults);
    say('restored, receiver still has it: delivered, nothing sent again');

    await this.putBack(backup);
    const collected = path.join(this.stage.dataDir, 'collected');
    renameSync(folder, collected);
    const uncertain = await this.expectUncertain(folder);
    if (uncertain) await this.settle(collected, folder);
    await this.stage.close();
    const counts = {
      planned,
      mailed,
      lost,
      doubled,
      'delivered again': this.faults.length > 0 ? 'YES' : 'no',
    };
    return { scenario: 'restore', struck: { restored: 2 }, counts, faults: this.faults };
  }

  /** The person has asked the receiver: it is there. */
  private async settle(collected: string, folder: string): Promise<void> {
    await this.stage.operator.post(`/batches/${this.batch.id}/dispatch/resolution`, { delivered: true });
    await this.batch.reaches('dispatched');
    renameSync(collected, folder);
    this.faults.push(...(await this.outcome()).faults);
  }

  /** Collected, and the database knows of nothing: only a person can find out. */
  private async expectUncertain(folder: string): Promise<boolean> {
    await this.batch.dispatch();
    await waitFor('the hand-over is settled', 60_000, async () =>
      (await this.batch.state()) !== 'dispatching' ? true : undefined,
    );
    const state = await this.batch.state();
    if (state !== 'uncertain') this.faults.push(`collected and restored, the batch is ${state}`);
    if (statSync(folder, { throwIfNoEntry: false })) {
      this.faults.push('delivered again after it was collected');
      rmSync(folder, { recursive: true });
    }
    say(`restored, receiver has collected it: ${state}`);
    return state === 'uncertain';
  }

  private outcome() {
    return outcomeOf(this.stage.fixtures, this.stage.dispatchDir, this.batch);
  }

  /** A copy of the database as it is. @returns its name */
  private async backUp(): Promise<string> {
    const name = this.databaseName();
    await this.whileNobodyIsThere(async (admin) => {
      await admin.query(`CREATE DATABASE ${name}_backup TEMPLATE ${name}`);
    });
    cleanUp.add(() => this.asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}_backup`)));
    return `${name}_backup`;
  }

  private async putBack(backup: string): Promise<void> {
    const name = this.databaseName();
    await this.whileNobodyIsThere(async (admin) => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${backup}`);
    });
  }

  private databaseName(): string {
    return new URL(this.stage.databaseUrl).pathname.slice(1);
  }

  /** As for a maintenance: everything is stopped, and started again afterwards. */
  private async whileNobodyIsThere(work: (admin: Client) => Promise<void>): Promise<void> {
    await Promise.all([this.stage.worker.stop(), this.stage.api.stop()]);
    await this.asAdmin(async (admin) => {
      await waitFor('all sessions have ended', 20_000, async () => {
        const { rowCount } = await admin.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [
          this.databaseName(),
        ]);
        return rowCount === 0 ? true : undefined;
      });
      await work(admin);
    });
    await this.stage.startApi();
    this.stage.worker.start();
  }

  private async asAdmin(work: (admin: Client) => Promise<unknown>): Promise<void> {
    const admin = new Client({ connectionString: process.env[ADMIN_URL_VARIABLE] });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }
}

if (require.main === module) {
  runProgram([restore], { pieces: 5_000, kills: 0, backends: ['postgres'], seed: 1 });
}

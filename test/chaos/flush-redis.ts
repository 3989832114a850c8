import { Batch } from './support/batch';
import { differences, outcomeOf, shown } from './support/outcome';
import { type ChaosOptions, runProgram, say } from './support/program';
import { seeded } from './support/random';
import { startRedis } from './support/redis';
import { type Result, timed } from './support/results';
import { Stage } from './support/stage';
import { undisturbed } from './support/undisturbed';
import { waitFor } from './support/waiting';

const STEP_LIMIT_MS = 8 * 60_000;

/** Redis loses everything it knows, again and again, while a batch is printed and before it is dispatched. */
export async function flushRedis({ pieces, kills, backends, seed }: ChaosOptions): Promise<Result[]> {
  if (!backends.includes('redis')) return [];
  const random = seeded(seed);
  const flush = async (): Promise<Omit<Result, 'seconds'>> => {
    const expected = await undisturbed(pieces);
    const redis = await startRedis();
    const stage = await Stage.open(pieces, redis.url);
    const batch = await Batch.create(stage);
    stage.worker.start();
    await batch.freeze();
    await redis.flush();
    await batch.reaches('frozen');
    await batch.approve();
    const { chunks } = await batch.status();
    const shares = Array.from({ length: kills }, () => random() * 0.9).sort((a, b) => a - b);
    await batch.print();
    for (const share of shares) {
      await waitFor('the next share of the batch is printed', STEP_LIMIT_MS, async () => {
        const { chunksDone } = await batch.status();
        return Number(chunksDone) >= Math.floor(Number(chunks) * share) ? true : undefined;
      });
      await redis.flush();
      say(`redis: emptied at ${Math.round(share * 100)} % of the batch (it is ${await batch.state()})`);
    }
    await batch.reaches('closed');
    await batch.dispatch();
    await redis.flush();
    await batch.reaches('dispatched');
    const outcome = await outcomeOf(stage.fixtures, stage.dispatchDir, batch);
    await stage.close();
    const faults = [...outcome.faults, ...differences(outcome, expected)];
    const struck = { freezing: 1, printing: kills, dispatching: 1 };
    return { scenario: 'flush-redis', struck, counts: shown(outcome, expected), faults };
  };
  return [await timed(flush)];
}

if (require.main === module) {
  runProgram([flushRedis], { pieces: 50_000, kills: 5, backends: ['redis'], seed: 1 });
}

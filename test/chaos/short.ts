import { flushRedis } from './flush-redis';
import { killWorker } from './kill-worker';
import { restore } from './restore';
import { type ChaosOptions, runProgram, type Scenario } from './support/program';
import { undisturbed } from './support/undisturbed';

/** The faults of every change: few kills, all scenarios side by side, since most of their time is waiting for leases. */
const short: Scenario = async (options) => {
  await undisturbed(options.pieces);
  const on = (backends: ChaosOptions['backends'], change: Partial<ChaosOptions> = {}) => ({
    ...options,
    ...change,
    backends: backends.filter((backend) => options.backends.includes(backend)),
  });
  const results = await Promise.all([
    killWorker(on(['postgres'])),
    killWorker(on(['redis'])),
    flushRedis(on(['redis'], { kills: 2 })),
    restore(on(['postgres'], { pieces: Math.min(options.pieces, 1_000) })),
  ]);
  return results.flat();
};

runProgram([short], { pieces: 5_000, kills: 4, backends: ['postgres', 'redis'], seed: 1 });

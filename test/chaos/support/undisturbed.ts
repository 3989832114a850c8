import { Batch } from './batch';
import { type Outcome, outcomeOf } from './outcome';
import { say } from './program';
import { Stage } from './stage';

const known = new Map<number, Promise<Outcome>>();

/** What becomes of so many pieces when nobody strikes: run once, in a database of its own. */
export function undisturbed(pieces: number): Promise<Outcome> {
  let outcome = known.get(pieces);
  if (!outcome) known.set(pieces, (outcome = run(pieces)));
  return outcome;
}

async function run(pieces: number): Promise<Outcome> {
  const stage = await Stage.open(pieces);
  const startedAt = Date.now();
  stage.worker.start();
  const batch = await Batch.create(stage);
  await batch.run();
  const outcome = await outcomeOf(stage.fixtures, stage.dispatchDir, batch);
  await stage.close();
  if (outcome.faults.length > 0) throw new Error(`undisturbed run: ${outcome.faults.join('; ')}`);
  say(`undisturbed run of ${pieces} pieces: ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return outcome;
}

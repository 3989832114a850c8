import { setTimeout as sleep } from 'node:timers/promises';
import { whileRenewing } from './renewed-lease';

const EVERY_MS = 5;

/** Renewals by number; work that ends once there were so many. */
function lease(answer: (renewal: number) => Promise<boolean>, signal = new AbortController().signal) {
  let renewals = 0;
  const reached = (count: number) => async () => {
    for (let round = 0; round < 400 && renewals < count; round++) await sleep(EVERY_MS);
    return renewals;
  };
  return { everyMs: EVERY_MS, signal, renew: () => answer(++renewals), reached, renewals: () => renewals };
}

test('renews while the work goes on, and not after', async () => {
  const held = lease(() => Promise.resolve(true));
  expect(await whileRenewing(held, held.reached(3))).toBeGreaterThanOrEqual(3);
  const after = held.renewals();
  await sleep(10 * EVERY_MS);
  expect(held.renewals()).toBe(after);
});

test('a renewal that fails is tried again; a lost lease is let go', async () => {
  const held = lease((renewal) =>
    renewal === 1 ? Promise.reject(new Error('database away')) : Promise.resolve(renewal < 3),
  );
  await whileRenewing(held, async () => {
    await held.reached(3)();
    await sleep(10 * EVERY_MS);
  });
  expect(held.renewals()).toBe(3);
});

test('the signal ends the renewing of work that hangs; the work decides the outcome', async () => {
  const stop = new AbortController();
  const held = lease(() => Promise.resolve(true), stop.signal);
  const outcome = whileRenewing(held, async () => {
    await held.reached(1)();
    stop.abort();
    const stoppedAt = held.renewals();
    await sleep(10 * EVERY_MS);
    expect(held.renewals()).toBe(stoppedAt);
    throw new Error('work failed');
  });
  await expect(outcome).rejects.toThrow('work failed');
});

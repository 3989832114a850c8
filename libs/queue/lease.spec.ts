import { setTimeout as sleep } from 'node:timers/promises';
import { holding, LeaseLostError } from './lease';

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

const away = () => Promise.reject(new Error('database away'));

test('renews while the work goes on, and not after', async () => {
  const held = lease(() => Promise.resolve(true));
  expect(await holding(held, held.reached(3))).toBeGreaterThanOrEqual(3);
  const after = held.renewals();
  await sleep(10 * EVERY_MS);
  expect(held.renewals()).toBe(after);
});

test('a renewal that fails is tried again; a lost lease is let go and tells the work', async () => {
  const held = lease((renewal) => (renewal === 1 ? away() : Promise.resolve(renewal < 3)));
  await holding(held, async ({ signal }) => {
    await held.reached(2)();
    expect(signal.aborted).toBe(false);
    await held.reached(3)();
    await sleep(10 * EVERY_MS);
    expect(signal.reason).toBeInstanceOf(LeaseLostError);
  });
  expect(held.renewals()).toBe(3);
});

test('a lease nobody could renew for too long counts as lost, and is still tried', async () => {
  const held = lease(away);
  await holding({ ...held, patienceMs: 40 * EVERY_MS }, async ({ signal }) => {
    await held.reached(1)();
    expect(signal.aborted).toBe(false);
    for (let round = 0; round < 400 && !signal.aborted; round++) await sleep(EVERY_MS);
    expect(signal.reason).toBeInstanceOf(LeaseLostError);
    const when = held.renewals();
    await held.reached(when + 2)();
    expect(held.renewals()).toBeGreaterThan(when);
  });
});

test('work that ends the renewing itself is not renewed any more', async () => {
  const held = lease(() => Promise.resolve(true));
  await holding(held, async ({ signal, end }) => {
    await held.reached(1)();
    await end();
    const ended = held.renewals();
    await sleep(10 * EVERY_MS);
    expect(held.renewals()).toBe(ended);
    expect(signal.aborted).toBe(false);
  });
});

test('the first renewal may come sooner than the others', async () => {
  const held = lease(() => Promise.resolve(true));
  await holding({ ...held, firstMs: EVERY_MS, everyMs: 60_000 }, async () => {
    await held.reached(1)();
    await sleep(10 * EVERY_MS);
  });
  expect(held.renewals()).toBe(1);
});

test('the signal ends the renewing of work that hangs; the work decides the outcome', async () => {
  const stop = new AbortController();
  const held = lease(() => Promise.resolve(true), stop.signal);
  const outcome = holding(held, async ({ signal }) => {
    await held.reached(1)();
    stop.abort();
    const stoppedAt = held.renewals();
    await sleep(10 * EVERY_MS);
    expect(held.renewals()).toBe(stoppedAt);
    expect(signal.aborted).toBe(true);
    throw new Error('work failed');
  });
  await expect(outcome).rejects.toThrow('work failed');
});

import fc from 'fast-check';
import type { Grant, RateBuckets } from './rate-buckets';
import { RateLimiter } from './rate-limiter';
import { perMinute, rateHeaders, type RatePolicy } from './rate-policy';

/** The shared table's arithmetic on a clock of the test's own. */
class Table {
  asked = 0;
  private readonly rows = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly clock: { now: number }) {}

  take(policy: RatePolicy, subject: string, wanted: number, held: number): Promise<Grant> {
    this.asked += 1;
    const row = this.rows.get(subject) ?? { tokens: policy.capacity, at: this.clock.now };
    const grown = ((this.clock.now - row.at) / 1000) * policy.perSecond;
    const room = policy.capacity - (grown > held ? 0 : held);
    const tokens = grown > 0 ? Math.max(row.tokens, Math.min(row.tokens + grown, room)) : row.tokens;
    const granted = Math.min(wanted, Math.floor(tokens));
    this.rows.set(subject, { tokens: tokens - granted, at: this.clock.now });
    return Promise.resolve({ granted, tokens: tokens - granted });
  }

  forget(_policy: RatePolicy, subject: string): Promise<void> {
    this.rows.delete(subject);
    return Promise.resolve();
  }
}

function world(processes = 1) {
  const clock = { now: 1_000 };
  const table = new Table(clock);
  const limiters = Array.from({ length: processes }, () => new RateLimiter(table as unknown as RateBuckets));
  const ask = (policy: RatePolicy, at = 0) => limiters[at]!.take(policy, 'someone', clock.now);
  return { clock, table, ask, limiters };
}

const hundred = perMinute('user', 100);

it('lets through exactly what the bucket holds, asking the table once in ten', async () => {
  const { ask, table } = world();
  const stands = [];
  for (let i = 0; i < 120; i++) stands.push(await ask(hundred));
  expect(stands.filter(({ allowed }) => allowed)).toHaveLength(100);
  expect(stands.findIndex(({ allowed }) => !allowed)).toBe(100);
  expect(table.asked).toBeLessThanOrEqual(11);
});

it('counts down, and says how long to wait', async () => {
  const { ask } = world();
  expect((await ask(hundred)).remaining).toBe(99);
  for (let i = 0; i < 99; i++) await ask(hundred);
  expect(await ask(hundred)).toMatchObject({ allowed: false, remaining: 0, seconds: 1 });
  const slow: RatePolicy = { name: 'log-in', capacity: 1, perSecond: 1 / 180 };
  await ask(slow);
  const stand = await world().ask(slow);
  expect(stand.allowed).toBe(true);
});

it('a hundred at the same moment are counted one by one', async () => {
  const { ask } = world();
  const five: RatePolicy = { name: 'log-in', capacity: 5, perSecond: 5 / 900 };
  const stands = await Promise.all(Array.from({ length: 100 }, () => ask(five)));
  expect(stands.filter(({ allowed }) => allowed)).toHaveLength(5);
});

it('whoever was right starts anew, and a token given back can be spent', async () => {
  const { ask, limiters, clock } = world();
  const one: RatePolicy = { name: 'log-in', capacity: 1, perSecond: 1 / 900 };
  expect((await ask(one)).allowed).toBe(true);
  expect((await ask(one)).allowed).toBe(false);
  limiters[0]!.giveBack(one, 'someone');
  expect((await limiters[0]!.take(one, 'someone', clock.now)).allowed).toBe(true);
  await limiters[0]!.forget(one, 'someone');
  expect((await ask(one)).allowed).toBe(true);
});

it('writes the header fields of the draft', async () => {
  const stand = await world().ask(hundred);
  expect(rateHeaders(stand)).toEqual({
    'RateLimit-Policy': '"user";q=100;w=60',
    RateLimit: '"user";r=99;t=1',
  });
});

const pauses = fc.array(fc.record({ waitMs: fc.nat(20_000), asks: fc.nat(60) }), { maxLength: 12 });

it('property: in one process never more than the bucket holds and has grown by', async () => {
  await fc.assert(
    fc.asyncProperty(pauses, async (steps) => {
      const { clock, ask } = world();
      const times: number[] = [];
      for (const { waitMs, asks } of steps) {
        clock.now += waitMs;
        for (let i = 0; i < asks; i++) if ((await ask(hundred)).allowed) times.push(clock.now);
      }
      let over = 0;
      times.forEach((start, from) =>
        times.slice(from).forEach((end, more) => {
          over = Math.max(over, more + 1 - hundred.capacity - ((end - start) / 1000) * hundred.perSecond);
        }),
      );
      expect(over).toBeLessThan(1e-6);
    }),
    { numRuns: 60 },
  );
});

it('property: three processes give at most a tenth more for each further one', async () => {
  await fc.assert(
    fc.asyncProperty(pauses, async (steps) => {
      const { clock, ask } = world(3);
      const start = clock.now;
      let through = 0;
      for (const { waitMs, asks } of steps) {
        clock.now += waitMs;
        for (let i = 0; i < asks; i++) if ((await ask(hundred, i % 3)).allowed) through += 1;
      }
      const grown = ((clock.now - start) / 1000) * hundred.perSecond;
      expect(through).toBeLessThanOrEqual(hundred.capacity * 1.2 + grown + 1e-6);
    }),
    { numRuns: 60 },
  );
});

it('property: somebody slower than the limit is never refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 600, max: 30_000 }), { maxLength: 100 }), async (waits) => {
      const { clock, ask } = world();
      for (const wait of waits) {
        clock.now += wait;
        expect((await ask(hundred)).allowed).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

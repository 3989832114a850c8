import { randomUUID } from 'node:crypto';
import { Injectable, type Provider } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { dueJob, DueWorkSource, type DueJob, type DueWork } from '../../libs/queue/due-work';
import { defineJob, type JobDeclaration, type JobDefinition } from '../../libs/queue/job-definition';
import { PermanentJobError } from '../../libs/queue/job-errors';
import { HandlesJob, type JobContext } from '../../libs/queue/job-handler';
import { JobQueue } from '../../libs/queue/job-queue';
import { QueueHealth, type QueueCounts } from '../../libs/queue/queue-health';
import type { QueueOptions } from '../../libs/queue/queue-options';
import { eventually, gate, openStore, Relay, startApp, type QueueStore } from './queue-harness';

type Payload = { itemId: string };
type Work = (payload: Payload, context: JobContext) => Promise<void> | void;

let store: QueueStore;
let relay: Relay;
const running: TestingModule[] = [];
const gates: { open(): void }[] = [];
let serial = 0;

beforeAll(async () => {
  store = await openStore();
  relay = await new Relay(store.options).listen();
});
afterEach(async () => {
  relay.recover();
  for (const hold of gates.splice(0)) hold.open();
  await Promise.all(running.splice(0).map((app) => app.close()));
});
afterAll(async () => {
  await relay.close();
  await store.drop();
});

const schema = z.strictObject({ itemId: z.uuid() });

/** A gate that opens with the test's end at the latest, so that a failed test leaves no handler behind. */
function held(): ReturnType<typeof gate> {
  const hold = gate();
  gates.push(hold);
  return hold;
}

/** Each test works on a queue of its own. */
function job(limits: Partial<JobDeclaration<Payload>> = {}): JobDefinition<Payload> {
  serial += 1;
  const backoff = { baseMs: 20, maxMs: 40 };
  return defineJob({
    name: `job-${serial}`,
    queue: `queue-${serial}`,
    schema,
    attempts: 3,
    backoff,
    ...limits,
  });
}

function handlerOf(definition: JobDefinition<Payload>, work: Work): Provider {
  @Injectable()
  class Handler {
    @HandlesJob(definition)
    async handle(payload: Payload, context: JobContext): Promise<void> {
      await work(payload, context);
    }
  }
  return Handler;
}

function sourceOf(find: () => DueJob[] | Promise<DueJob[]>): Provider {
  @DueWorkSource()
  class Source implements DueWork {
    readonly name = 'items';
    readonly intervalMs = 100;
    async findDue(): Promise<DueJob[]> {
      return find();
    }
  }
  return Source;
}

async function start(
  jobs: JobDefinition<Payload>[],
  providers: Provider[],
  options: Partial<QueueOptions> = {},
) {
  const app = await startApp({
    jobs,
    providers,
    options: { backend: store.options, runJobs: true, ...options },
  });
  running.push(app);
  return { app, book: app.book, queue: app.get(JobQueue, { strict: false }) };
}

/** A process with one job; `seen` collects what its handler got. */
async function startOne(
  work: Work = () => {},
  limits: Partial<JobDeclaration<Payload>> = {},
  options: Partial<QueueOptions> = {},
) {
  const definition = job(limits);
  const seen: JobContext[] = [];
  const handler = handlerOf(definition, (payload, context) => {
    seen.push(context);
    return work(payload, context);
  });
  return { definition, seen, ...(await start([definition], [handler], options)) };
}

async function counts(app: TestingModule, definition: JobDefinition<Payload>): Promise<QueueCounts> {
  const report = await app.get(QueueHealth, { strict: false }).queueHealth();
  return report.queues.find((entry) => entry.queue === definition.queue)!;
}

const outcome = (what: string) => `"outcome":"${what}"`;

describe('adding', () => {
  test('a wake-up is handled once and leaves nothing behind', async () => {
    const payloads: Payload[] = [];
    const { app, definition, queue, seen, book } = await startOne((payload) => void payloads.push(payload));
    const itemId = randomUUID();
    expect(await queue.add(definition, { itemId })).toBe('added');
    await eventually('handled', () => book.find(outcome('done')) !== undefined);
    expect(payloads).toEqual([{ itemId }]);
    expect(seen[0]).toMatchObject({ attempt: 1, maxAttempts: 3 });
    expect(seen[0].jobId).toMatch(/^job-\d+\.[0-9a-f]{32}$/);
    expect(book.find(outcome('done'), itemId, seen[0].jobId, '"ms":')).toBeDefined();
    await eventually('removed', async () => (await counts(app, definition)).active === 0);
    expect(await counts(app, definition)).toEqual({
      queue: definition.queue,
      waiting: 0,
      active: 0,
      delayed: 0,
      failed: 0,
    });
    expect(await queue.add(definition, { itemId })).toBe('added');
    await eventually('handled again', () => seen.length === 2);
  });

  test('the same work is queued once, by payload or by key; different work is not mistaken for it', async () => {
    const hold = held();
    const { definition, queue, seen } = await startOne(() => hold.opened, { concurrency: 4 });
    const itemId = randomUUID();
    expect(await queue.add(definition, { itemId })).toBe('added');
    expect(await queue.add(definition, { itemId })).toBe('present');
    expect(await queue.add(definition, { itemId: randomUUID() }, { dedupeKey: 'a:key' })).toBe('added');
    expect(await queue.add(definition, { itemId: randomUUID() }, { dedupeKey: 'a:key' })).toBe('present');
    expect(await queue.add(definition, { itemId: randomUUID() })).toBe('added');
    await eventually('all three run', () => seen.length === 3);
    expect(await queue.add(definition, { itemId })).toBe('present');
    hold.open();
  });

  test('work asked for later is brought forward when it is due now', async () => {
    const { app, definition, queue, seen } = await startOne();
    const payload = { itemId: randomUUID() };
    await queue.add(definition, payload, { delayMs: 3_600_000 });
    await eventually('delayed', async () => (await counts(app, definition)).delayed === 1);
    expect(seen).toHaveLength(0);
    expect(await queue.add(definition, payload)).toBe('present');
    await eventually('handled', () => seen.length === 1);
  });

  test('a full queue leaves the rest to the tables', async () => {
    const definition = job();
    const { queue, book } = await start([definition], [], { runJobs: false, maxWaiting: 2 });
    const outcomes: string[] = [];
    for (let i = 0; i < 3; i += 1) outcomes.push(await queue.add(definition, { itemId: randomUUID() }));
    expect(outcomes).toEqual(['added', 'added', 'deferred']);
    expect(book.find('queue full')).toBeDefined();
  });

  test('a payload with anything but its ids is refused and not quoted', async () => {
    const { definition, queue } = await startOne();
    const bad = { itemId: randomUUID(), note: '13900000000' } as Payload;
    await expect(queue.add(definition, bad)).rejects.toThrow(/unrecognized_keys/);
    await expect(queue.add(definition, { itemId: 'secret' })).rejects.toThrow(/itemId: invalid_format/);
    await expect(queue.add(definition, { itemId: 'secret' })).rejects.not.toThrow(/secret/);
    await expect(queue.add(job(), { itemId: randomUUID() })).rejects.toThrow(/not declared/);
  });
});

describe('failing', () => {
  test('is retried with a growing pause, then kept, and told without its message', async () => {
    const times: number[] = [];
    const failing = () => {
      times.push(performance.now());
      throw Object.assign(new RangeError('person 13900000000'), { code: '22P02' });
    };
    const backoff = { baseMs: 80, maxMs: 1_000 };
    const { app, definition, queue, seen, book } = await startOne(failing, { backoff });
    await queue.add(definition, { itemId: randomUUID() });
    await eventually('given up', async () => (await counts(app, definition)).failed === 1);
    expect(seen.map((context) => context.attempt)).toEqual([1, 2, 3]);
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(58);
    expect(times[2] - times[1]).toBeGreaterThanOrEqual(118);
    expect(book.lines.filter((line) => line.includes(outcome('retry')))).toHaveLength(2);
    expect(book.find(outcome('failed'), 'RangeError(22P02)', '"frames":["at ')).toBeDefined();
    expect(book.find('13900000000')).toBeUndefined();
  });

  test('for good stops at once', async () => {
    const { app, definition, queue, seen, book } = await startOne(() => {
      throw new PermanentJobError('gone');
    });
    await queue.add(definition, { itemId: randomUUID() });
    await eventually('given up', async () => (await counts(app, definition)).failed === 1);
    expect(seen).toHaveLength(1);
    expect(book.find(outcome('permanent'))).toBeDefined();
  });

  test('does not block the same work later', async () => {
    let broken = true;
    const { app, definition, queue, seen } = await startOne(
      () => {
        if (broken) throw new Error('not yet');
      },
      { attempts: 1 },
    );
    const payload = { itemId: randomUUID() };
    await queue.add(definition, payload);
    await eventually('given up', async () => (await counts(app, definition)).failed === 1);
    broken = false;
    expect(await queue.add(definition, payload)).toBe('added');
    await eventually('handled', () => seen.length === 2);
    await eventually('cleared', async () => (await counts(app, definition)).failed === 0);
  });

  test('to end in time aborts the handler and is retried', async () => {
    const reasons: string[] = [];
    const { definition, queue, book } = await startOne(
      (_payload, { signal, attempt }) =>
        attempt === 2
          ? undefined
          : new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => {
                reasons.push((signal.reason as Error).name);
                reject(signal.reason as Error);
              }),
            ),
      { timeoutMs: 50 },
    );
    await queue.add(definition, { itemId: randomUUID() });
    await eventually('second attempt done', () => book.find(outcome('done'), '"attempt":2') !== undefined);
    expect(reasons).toEqual(['JobTimeoutError']);
    expect(book.find(outcome('retry'), 'JobTimeoutError')).toBeDefined();
  });
});

describe('start', () => {
  const refused = (jobs: JobDefinition<Payload>[], providers: Provider[], runJobs = true) =>
    expect(start(jobs, providers, { runJobs })).rejects;

  test('fails for a job without handler, except where no jobs run', async () => {
    const definition = job();
    await refused([definition], []).toThrow(`job "${definition.name}" has no handler`);
    const { queue } = await start([definition], [], { runJobs: false });
    expect(await queue.add(definition, { itemId: randomUUID() })).toBe('added');
  });

  test('fails for two handlers, an undeclared job, two jobs of one name and unlike neighbours', async () => {
    const definition = job();
    const handler = () => handlerOf(definition, () => {});
    await refused([definition], [handler(), handler()]).toThrow('has two handlers');
    await refused([], [handler()], false).toThrow('is not declared');
    const namesake = defineJob({ ...definition });
    await refused([definition, namesake], [], false).toThrow(`two jobs are named "${definition.name}"`);
    const neighbour = job({ queue: definition.queue, concurrency: 2 });
    await refused([definition, neighbour], [], false).toThrow('differ in concurrency');
  });
});

describe('reconciler', () => {
  test('finds what was never added, and again after the store was emptied', async () => {
    const definition = job();
    const due = new Set<string>([randomUUID()]);
    const handled: string[] = [];
    const providers = [
      handlerOf(definition, ({ itemId }) => {
        handled.push(itemId);
        due.delete(itemId);
      }),
      sourceOf(() => [...due].map((itemId) => dueJob(definition, { itemId }))),
    ];
    const { queue } = await start([definition], providers);
    await eventually('the first is handled', () => handled.length === 1);
    // A job an hour away is lost with the store; the table says it is due, so it runs.
    const lost = randomUUID();
    await queue.add(definition, { itemId: lost }, { delayMs: 3_600_000 });
    await store.empty();
    due.add(lost);
    await eventually('the lost one is handled', () => handled.includes(lost));
    expect(handled).toHaveLength(2);
  });

  test('outlives its own errors and never overlaps itself', async () => {
    const definition = job();
    const itemId = randomUUID();
    let asked = 0;
    let inside = 0;
    let overlaps = 0;
    const find = async () => {
      asked += 1;
      inside += 1;
      if (inside > 1) overlaps += 1;
      await new Promise((resolve) => setTimeout(resolve, 150));
      inside -= 1;
      if (asked === 1) throw new Error('table away');
      return [dueJob(definition, { itemId })];
    };
    let handled = 0;
    const { book } = await start(
      [definition],
      [handlerOf(definition, () => void (handled += 1)), sourceOf(find)],
    );
    await eventually('handled twice', () => handled >= 2);
    expect(overlaps).toBe(0);
    expect(book.find('reconcile-failed', 'items')).toBeDefined();
  });
});

describe('outage', () => {
  test.each(['refuses', 'is silent'])('a request is not held up by a store that %s', async (how) => {
    if (how === 'refuses') relay.breakOff();
    else relay.fallSilent();
    const definition = job();
    const options = { backend: relay.options, addTimeoutMs: 300, shutdownTimeoutMs: 500, runJobs: false };
    const { app, queue, book } = await start([definition], [], options);
    const startedAt = performance.now();
    for (let i = 0; i < 20; i += 1)
      expect(await queue.add(definition, { itemId: randomUUID() })).toBe('deferred');
    expect(performance.now() - startedAt).toBeLessThan(900);
    expect(book.find('job-deferred', definition.name)).toBeDefined();
    expect(await app.get(QueueHealth, { strict: false }).queueHealth()).toMatchObject({
      reachable: false,
      queues: [],
    });
  });

  test('a process started without its store, or cut off from it, works on once it is back', async () => {
    relay.breakOff();
    const definition = job();
    const due = new Set<string>([randomUUID()]);
    const providers = [
      handlerOf(definition, ({ itemId }) => void due.delete(itemId)),
      sourceOf(() => [...due].map((itemId) => dueJob(definition, { itemId }))),
    ];
    const options = {
      backend: relay.options,
      addTimeoutMs: 300,
      addCooldownMs: 100,
      shutdownTimeoutMs: 2_000,
    };
    const { book } = await start([definition], providers, options);
    await eventually('noticed', () => book.find('job-deferred') !== undefined);
    relay.recover();
    await eventually('handled after a late start', () => due.size === 0);
    relay.breakOff();
    due.add(randomUUID());
    await eventually(
      'noticed again',
      () => book.lines.filter((line) => line.includes('job-deferred')).length > 1,
    );
    relay.recover();
    await eventually('handled after the cut', () => due.size === 0);
  });
});

describe('shutdown', () => {
  test('waits for the running job, takes no other, and leaves that one queued', async () => {
    const hold = held();
    const { app, definition, queue, seen } = await startOne(() => hold.opened);
    await queue.add(definition, { itemId: randomUUID() });
    await eventually('running', () => seen.length === 1);
    await queue.add(definition, { itemId: randomUUID() });
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    // Two turns through the store: time enough for a shutdown that does not wait.
    const watcher = await start([definition], [], { runJobs: false });
    expect(await counts(watcher.app, definition)).toMatchObject({ active: 1, waiting: 1 });
    expect(closed).toBe(false);
    hold.open();
    await closing;
    // Nest's log is the process's, so it went to the last application's book.
    expect(watcher.book.find(outcome('done'))).toBeDefined();
    expect(await counts(watcher.app, definition)).toMatchObject({ active: 0, waiting: 1 });
    expect(seen).toHaveLength(1);
    expect(await queue.add(definition, { itemId: randomUUID() })).toBe('deferred');
  });

  test('aborts a job that does not end by itself', async () => {
    const hold = held();
    const work: Work = (_payload, { signal }) =>
      new Promise((resolve, reject) => {
        void hold.opened.then(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const { app, definition, queue, seen, book } = await startOne(work, {}, { shutdownTimeoutMs: 100 });
    await queue.add(definition, { itemId: randomUUID() });
    await eventually('running', () => seen.length === 1);
    await app.close();
    expect(seen[0].signal.aborted).toBe(true);
    expect(book.find(outcome('retry'))).toBeDefined();
  });
});

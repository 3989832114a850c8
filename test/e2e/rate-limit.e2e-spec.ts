import { RateBuckets } from '../../libs/rate-limit/rate-buckets';
import { RateLimiter } from '../../libs/rate-limit/rate-limiter';
import { perMinute, type RatePolicy } from '../../libs/rate-limit/rate-policy';
import { createTestApp, type TestApp } from '../support/test-app';

let app: TestApp;
let buckets: RateBuckets;

beforeAll(async () => {
  app = await createTestApp({
    RUN_JOBS: 'false',
    RATE_LIMIT_PER_MINUTE: '30',
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: '20',
  });
  buckets = app.app.get(RateBuckets, { strict: false });
  const branch = await app.fixtures.branch('P');
  await app.fixtures.user('one@test.cn', branch, ['administrator']);
  await app.fixtures.user('two@test.cn', branch, ['administrator']);
});
beforeEach(() => app.fixtures.sql('DELETE FROM rate_bucket'));
afterAll(() => app.close());

describe('over HTTP', () => {
  it('who asks too often is told so, in both languages, and how long to wait; others are not', async () => {
    const [one, two] = [await app.as('one@test.cn'), await app.as('two@test.cn')];
    const answers = await Promise.all(Array.from({ length: 45 }, () => one.get('/api/session')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(30);
    expect(refused.length).toBeGreaterThanOrEqual(13);
    const [{ body, headers }] = refused as [(typeof refused)[number]];
    expect(body).toMatchObject({ code: 'request.too-many' });
    expect((body as { detailZh: string }).detailZh).toContain('秒后再试');
    expect((body as { detailEn: string }).detailEn).toContain('Try again in');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers.ratelimit).toMatch(/^"user";r=0;t=\d+$/);
    await two.get('/api/session').expect(200);
  });

  it('wrong keys count against the address', async () => {
    const wrong = () => app.anonymous.get('/api/accounts').set('authorization', 'Bearer nonsense');
    const answers = await Promise.all(Array.from({ length: 40 }, wrong));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([401, 429]));
  });
});

describe('the shared buckets', () => {
  const hundred = perMinute('test', 100);
  const five: RatePolicy = { name: 'test-five', capacity: 5, perSecond: 1 / 1000 };

  it('two processes at once spend no token twice', async () => {
    const processes = [new RateLimiter(buckets), new RateLimiter(buckets)];
    const stands = await Promise.all(
      Array.from({ length: 40 }, (_, i) => processes[i % 2]!.take(five, 'somebody')),
    );
    expect(stands.filter(({ allowed }) => allowed)).toHaveLength(5);
  });

  it('grow with time, up to what they hold', async () => {
    const take = (wanted: number, held = 0) => buckets.take(hundred, 'somebody', wanted, held);
    expect(await take(100)).toMatchObject({ granted: 100, tokens: 0 });
    const later = (seconds: number) =>
      app.fixtures.sql(`UPDATE rate_bucket SET filled_at = filled_at - make_interval(secs => ${seconds})`);
    await later(30);
    const half = await take(100);
    expect(half.granted).toBe(50);
    await later(3600);
    expect((await take(1)).tokens).toBe(99);
    // Tokens that may still be out leave that much room, and are forgotten after they have grown again.
    await later(5);
    expect((await take(0, 10)).tokens).toBe(99);
    await later(7);
    expect((await take(0, 10)).tokens).toBe(100);
  });

  it('are forgotten once they are full again', async () => {
    await buckets.take(hundred, 'somebody', 1, 0);
    await app.fixtures.sql(`UPDATE rate_bucket SET filled_at = now() - interval '2 hours'`);
    await buckets.take(hundred, 'somebody else', 1, 0);
    await buckets.sweep();
    expect(await app.fixtures.sql('SELECT 1 FROM rate_bucket')).toHaveLength(1);
  });
});

import { DelivererService } from '../../src/webhooks/deliverer.service';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { isSigned, WebhookReceiver } from '../support/webhook-receiver';

let app: TestApp;
let receiver: WebhookReceiver;
let province: string;
let county: string;
let admin: Caller;
let countyAdmin: Caller;

interface Webhook {
  id: string;
  secret: string;
  version: number;
}

interface Delivery {
  id: string;
  eventId: string;
  kind: string;
  state: string;
  attempts: number;
  statusCode: number | null;
  fault: string | null;
}

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false', OUTGOING_PRIVATE_HOSTS: '127.0.0.1' });
  province = await app.fixtures.branch('P');
  county = await app.fixtures.branch('C', province);
  await app.fixtures.user('admin@test.cn', province, ['administrator']);
  await app.fixtures.user('county@test.cn', county, ['administrator']);
  admin = await app.as('admin@test.cn');
  countyAdmin = await app.as('county@test.cn');
});
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await receiver.stop();
  await app.fixtures.sql('DELETE FROM webhook_endpoint');
});
afterAll(() => app.close());

async function webhook(topics: string[], branchId = province): Promise<Webhook> {
  const { body } = await admin
    .post('/api/webhooks', { branchId, name: '对接', url: receiver.url, topics })
    .expect(201);
  return body as Webhook;
}

let serial = 0;
async function openAccount(caller = countyAdmin, branchId = county): Promise<{ id: string }> {
  const account = {
    branchId,
    code: `W${(serial += 1)}`,
    name: '测试公司',
    tier: 'standard',
    confirmedDuplicates: true,
  };
  return (await caller.post('/api/accounts', account).expect(201)).body as { id: string };
}

const deliveries = async ({ id }: Webhook): Promise<Delivery[]> =>
  ((await admin.get(`/api/webhooks/${id}/deliveries`).expect(200)).body as { items: Delivery[] }).items;

/** What a process that runs jobs does, once. */
async function deliverDue(): Promise<void> {
  const deliverer = app.app.get(DelivererService, { strict: false });
  for (const { payload } of await deliverer.findDue(100)) {
    const context = { jobId: 'x', attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
    await deliverer.deliver(payload as { deliveryId: string }, context);
  }
}

const makeDue = () =>
  app.fixtures.sql(`UPDATE webhook_delivery SET next_attempt_at = now() WHERE state = 'due'`);

describe('a message', () => {
  it('tells those of the branch and above what happened, signed, without a name in it', async () => {
    const hook = await webhook(['account.*']);
    const other = await webhook(['campaign.*', 'account.removed']);
    const { id } = await openAccount();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const [message] = receiver.received;
    expect(isSigned(message!, hook.secret)).toBe(true);
    expect(isSigned(message!, other.secret)).toBe(false);
    expect(isSigned({ ...message!, body: `${message!.body} ` }, hook.secret)).toBe(false);
    expect(message!.body).not.toContain('测试公司');
    expect(JSON.parse(message!.body)).toMatchObject({
      type: 'account.created',
      data: { branchId: county, subject: { type: 'account', id } },
    });
    const [told] = await deliveries(hook);
    expect(told).toMatchObject({ state: 'delivered', statusCode: 204, attempts: 1, kind: 'account.created' });
    expect(message!.headers['webhook-id']).toBe(told!.eventId);
    expect(await deliveries(other)).toEqual([]);
  });

  it('stands or falls with what it tells of', async () => {
    const hook = await webhook(['*']);
    const account = await openAccount();
    const before = (await deliveries(hook)).length;
    const twin = { branchId: county, code: `W${serial}`, name: '又一家', tier: 'standard' };
    await countyAdmin.post('/api/accounts', twin).expect(409);
    await countyAdmin.patch(`/api/accounts/${account.id}`, { name: '新', version: 9 }).expect(412);
    expect(await deliveries(hook)).toHaveLength(before);
  });

  it('goes to one branch’s endpoint for what happens there and below, not beside it', async () => {
    const hook = await webhook(['account.*'], county);
    await openAccount(admin, province);
    await openAccount();
    expect(await deliveries(hook)).toHaveLength(1);
  });

  it('is tried again under the same id until it is taken', async () => {
    const hook = await webhook(['account.*']);
    receiver.answer = { status: 503, headers: { 'retry-after': '3600' } };
    await openAccount();
    await deliverDue();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const [late] = await app.fixtures.sql<{ minutes: number }>(
      'SELECT extract(epoch FROM next_attempt_at - now()) / 60 AS minutes FROM webhook_delivery',
    );
    expect(Number(late!.minutes)).toBeCloseTo(60, 0);
    receiver.answer = { status: 200 };
    await makeDue();
    await deliverDue();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(await deliveries(hook)).toMatchObject([{ state: 'delivered', attempts: 2, statusCode: 200 }]);
  });

  it('is given up after nine attempts, redirects are not followed, and it can be replayed', async () => {
    const hook = await webhook(['account.*']);
    receiver.answer = { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
    await openAccount();
    for (let attempt = 1; attempt <= 9; attempt++) {
      await makeDue();
      await deliverDue();
    }
    const [lost] = await deliveries(hook);
    expect(lost).toMatchObject({ state: 'given-up', attempts: 9, statusCode: 302 });
    receiver.answer = { status: 204 };
    await admin.post(`/api/webhook-deliveries/${lost!.id}/replay`).expect(200);
    const { body } = await admin.post(`/api/webhook-deliveries/${lost!.id}/replay`).expect(409);
    expect(body).toHaveProperty('code', 'webhook.delivery-due');
    await deliverDue();
    expect(await deliveries(hook)).toMatchObject([
      { state: 'delivered', eventId: lost!.eventId, attempts: 1 },
    ]);
    expect(receiver.received).toHaveLength(10);
  });

  it('a range is replayed, and only what was not taken unless said', async () => {
    const hook = await webhook(['account.*']);
    await openAccount();
    await openAccount();
    await deliverDue();
    await app.fixtures.sql(
      `UPDATE webhook_delivery SET state = 'given-up' WHERE id = (SELECT min(id::text)::uuid FROM webhook_delivery)`,
    );
    const hour = 3_600_000;
    const range = {
      from: new Date(Date.now() - hour).toISOString(),
      to: new Date(Date.now() + hour).toISOString(),
    };
    const replay = (more: object = {}) =>
      admin.post(`/api/webhooks/${hook.id}/replay`, { ...range, ...more }).expect(200);
    expect((await replay()).body).toEqual({ count: 1 });
    await deliverDue();
    expect(receiver.received).toHaveLength(3);
    expect((await replay({ states: ['delivered'] })).body).toEqual({ count: 2 });
    expect((await replay({ from: range.to })).body).toEqual({ count: 0 });
  });
});

describe('an endpoint', () => {
  it('tells its secret once, keeps it sealed, and signs with both while a new one comes in', async () => {
    const hook = await webhook(['*']);
    expect((await admin.get(`/api/webhooks/${hook.id}`)).body).not.toHaveProperty('secret');
    const kept = await app.fixtures.sql<{ secret: Buffer }>('SELECT secret FROM webhook_endpoint');
    expect(kept[0]!.secret.toString('latin1')).not.toContain(hook.secret.slice(6, 20));
    const rotated = await admin.post(`/api/webhooks/${hook.id}/secret`, { overlapHours: 1 }).expect(200);
    const fresh = (rotated.body as Webhook).secret;
    await admin.post(`/api/webhooks/${hook.id}/test`).expect(201);
    await deliverDue();
    const message = receiver.received.find(({ body }) => body.includes('webhook.test'))!;
    expect([isSigned(message, hook.secret), isSigned(message, fresh)]).toEqual([true, true]);
    await app.fixtures.sql(`UPDATE webhook_endpoint SET old_secret_until = now() - interval '1 second'`);
    await admin.post(`/api/webhooks/${hook.id}/test`).expect(201);
    await deliverDue();
    const later = receiver.received.at(-1)!;
    expect([isSigned(later, hook.secret), isSigned(later, fresh)]).toEqual([false, true]);
  });

  it('that takes nothing for days is switched off, and says why until it is switched on again', async () => {
    const hook = await webhook(['account.*']);
    const witness = await webhook(['webhook.*']);
    receiver.answer = { status: 500 };
    await openAccount();
    await deliverDue();
    await app.fixtures.sql(
      `UPDATE webhook_endpoint SET failing_since = now() - interval '6 days' WHERE id = $1`,
      [hook.id],
    );
    await makeDue();
    await deliverDue();
    const off = (await admin.get(`/api/webhooks/${hook.id}`)).body as Webhook;
    expect(off).toMatchObject({ active: false, disabledReason: 'failing' });
    expect((await deliveries(witness)).map(({ kind }) => kind)).toContain('webhook.disabled');
    await openAccount();
    await admin.post(`/api/webhooks/${hook.id}/test`).expect(409);
    expect(await deliveries(hook)).toHaveLength(1);
    const change = { active: true, version: off.version };
    const on = await admin.patch(`/api/webhooks/${hook.id}`, change).expect(200);
    expect(on.body).toMatchObject({ active: true, disabledReason: null, failingSince: null });
  });

  it('that answers 410 is switched off at once', async () => {
    const hook = await webhook(['account.*']);
    receiver.answer = { status: 410 };
    await openAccount();
    await deliverDue();
    expect((await admin.get(`/api/webhooks/${hook.id}`)).body).toMatchObject({
      active: false,
      disabledReason: 'gone',
    });
  });

  it('that cannot be reached is tried again', async () => {
    const hook = await webhook(['account.*']);
    await receiver.stop();
    await openAccount();
    await deliverDue();
    expect(await deliveries(hook)).toMatchObject([{ state: 'due', fault: 'outgoing.unreachable' }]);
    receiver = await WebhookReceiver.start();
  });

  it.each([
    ['http://example.com/hook', 'outgoing.not-https'],
    ['https://10.0.0.1/hook', 'outgoing.address-refused'],
    ['https://169.254.169.254/', 'outgoing.address-refused'],
    ['https://u:p@example.com/', 'outgoing.url-invalid'],
  ])('is not kept at %s', async (url, expected) => {
    const body = { branchId: province, name: '对接', url, topics: ['*'] };
    const refused = await admin.post('/api/webhooks', body).expect(400);
    expect(refused.body).toMatchObject({ code: expected, errors: [{ path: 'url' }] });
  });

  it('asks for kinds there are', async () => {
    for (const wrong of ['accounts.*', 'account', 'account.*.*', 'session.started', '']) {
      const body = { branchId: province, name: '对接', url: receiver.url, topics: [wrong] };
      await admin.post('/api/webhooks', body).expect(400);
    }
  });

  it('belongs to its branch: another’s answers 404, and a message above is not read below', async () => {
    const hook = await webhook(['*']);
    await openAccount();
    const [delivery] = await deliveries(hook);
    await countyAdmin.get(`/api/webhooks/${hook.id}`).expect(404);
    await countyAdmin.get(`/api/webhooks/${hook.id}/deliveries`).expect(404);
    await countyAdmin.post(`/api/webhook-deliveries/${delivery!.id}/replay`).expect(404);
    const own = (await countyAdmin.get('/api/webhooks')).body as { items: object[] };
    expect(own.items).toEqual([]);
  });

  it('goes with what it was sent', async () => {
    const hook = await webhook(['*']);
    await openAccount();
    await admin.delete(`/api/webhooks/${hook.id}`).expect(204);
    expect(await app.fixtures.sql('SELECT 1 FROM webhook_delivery')).toEqual([]);
  });
});

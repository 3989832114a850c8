import { createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';
import { isSigned, WebhookReceiver } from '../support/webhook-receiver';

let app: TestApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  app = await createTestApp({ OUTGOING_PRIVATE_HOSTS: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

test('what happens is told by the jobs of the program, and a failure is tried again', async () => {
  const branchId = await app.fixtures.branch('P');
  await app.fixtures.user('admin@test.cn', branchId, ['administrator']);
  const admin = await app.as('admin@test.cn');
  const hook = { branchId, name: '对接', url: receiver.url, topics: ['account.*'] };
  const { secret } = (await admin.post('/api/webhooks', hook).expect(201)).body as { secret: string };
  receiver.answer = { status: 500 };
  await admin.post('/api/accounts', { branchId, code: 'A', name: '测试公司', tier: 'key' }).expect(201);
  await until('the failure is written down', async () => {
    const rows = await app.fixtures.sql('SELECT 1 FROM webhook_delivery WHERE status_code = 500');
    return rows[0];
  });
  receiver.answer = { status: 204 };
  await app.fixtures.sql(`UPDATE webhook_delivery SET next_attempt_at = now() WHERE state = 'due'`);
  await until('the message comes again', () => Promise.resolve(receiver.received[1]));
  expect(receiver.received.every((message) => isSigned(message, secret))).toBe(true);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

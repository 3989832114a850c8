import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { DeliveryJobs } from '../../src/notifications/deliveries/delivery-jobs';
import { USUAL } from '../../src/notifications/settings/choices';
import { Caller, createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';

/** Mails the server took, and how often it was asked. */
const mails: string[] = [];
let refusals: number[] = [];
/** What the group's robot was told, and what it answers next. */
const told: { url: string; body: Record<string, unknown> }[] = [];
let answers: object[] = [];

let smtp: SMTPServer;
let group: Server;
let program: TestApp;
let robotAddress: string;
let account: string;
let mate: { id: string; caller: Caller };
let boss: { id: string; caller: Caller };

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code) return done(Object.assign(new Error('no'), { responseCode: code }));
        mails.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  group = createServer((request, response) => {
    void read(request).then((body) => {
      told.push({ url: request.url!, body: JSON.parse(body) as Record<string, unknown> });
      response.end(JSON.stringify(answers.shift() ?? { errcode: 0, errmsg: 'ok' }));
    });
  });
  await new Promise<void>((ready) => group.listen(0, '127.0.0.1', ready));
  const { port } = smtp.server.address() as AddressInfo;
  robotAddress = `http://127.0.0.1:${(group.address() as AddressInfo).port}/robot/send?access_token=x1y2`;
  program = await createTestApp({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: '鸿雁 <crm@example.test>',
    PUBLIC_URL: 'https://crm.example.test/',
    ROBOT_HOSTS: '127.0.0.1',
    OUTGOING_PRIVATE_HOSTS: '127.0.0.1',
  });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  const city = await fixtures.branch('FJ-XM', root, '厦门');
  const person = async (name: string, roles: Parameters<typeof fixtures.user>[2]) => ({
    id: await fixtures.user(`${name}@example.test`, city, roles),
    caller: await program.as(`${name}@example.test`),
  });
  mate = await person('mate', ['account-manager']);
  boss = await person('boss', ['leader', 'administrator']);
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'A', '甲公司', 'key') RETURNING id`,
    [city],
  );
  account = row!.id;
});
afterAll(async () => {
  await program.close();
  await new Promise<void>((done) => smtp.close(done));
  group.closeAllConnections();
  await new Promise((done) => group.close(done));
});
beforeEach(async () => {
  await program.fixtures.sql(
    'TRUNCATE follow, notification_news, notification_setting, notification_delivery, chat_robot CASCADE',
  );
  mails.length = told.length = 0;
  refusals = [];
  answers = [];
});

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part as string;
  return body;
}

const choose = async (over: object, email: 'off' | 'at-once' | 'digest' = 'at-once') => {
  const categories = Object.fromEntries(
    Object.entries(USUAL.categories).map(([category, choice]) => [category, { ...choice, email }]),
  );
  const body = { ...USUAL, categories, quietFrom: null, quietTo: null, version: 0, ...over };
  await mate.caller.put('/api/notification-settings', body).expect(200);
};
const mention = () =>
  boss.caller.post(`/api/accounts/${account}/notes`, { text: `@[mate](${mate.id}) 请看` }).expect(201);
interface Row {
  id: string;
  state: string;
  attempts: number;
  error_code: string | null;
  due_at: Date;
}
const deliveries = () =>
  program.fixtures.sql<Row>('SELECT * FROM notification_delivery ORDER BY created_at, id');
const reaches = (state: string) =>
  until(`a delivery is ${state}`, async () => (await deliveries()).find((row) => row.state === state));
const dueNow = () =>
  program.fixtures.sql(`UPDATE notification_delivery SET due_at = now() - interval '1 second'`);
const deliverAgain = (deliveryId: string) =>
  program.app.get(DeliveryJobs, { strict: false }).deliver({ deliveryId });
/** The text part, as it was before it was wrapped for the way. */
const textOf = (mail: string): string => {
  const [, encoded] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail)!;
  return /Content-Transfer-Encoding: base64/.test(mail)
    ? Buffer.from(encoded!, 'base64').toString('utf8')
    : Buffer.from(
        encoded!
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
};

describe('mail', () => {
  it('goes at once, with a link to the record, and once however often it is asked for', async () => {
    await choose({});
    await mention();
    const { id } = await reaches('sent');
    await Promise.all([deliverAgain(id), deliverAgain(id)]);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: mate <mate@example\.test>/m);
    expect(mails[0]).toMatch(new RegExp(`^Message-ID: <${id}@example\\.test>`, 'im'));
    expect(textOf(mails[0]!)).toContain('boss在“甲公司”的备注中提到了您');
    expect(textOf(mails[0]!)).toContain(`https://crm.example.test/accounts/${account}`);
  });

  it('is tried again after a while when the server is busy', async () => {
    refusals = [451];
    await choose({});
    await mention();
    const failed = await reaches('failed');
    expect(failed).toMatchObject({ attempts: 1, error_code: 'mail.server' });
    expect(failed.due_at.getTime()).toBeGreaterThan(Date.now() + 20_000);
    await dueNow();
    expect(await reaches('sent')).toMatchObject({ attempts: 2 });
    expect(mails).toHaveLength(1);
  });

  it('is given up when the server refuses the receiver', async () => {
    refusals = [550];
    await choose({});
    await mention();
    expect(await reaches('given-up')).toMatchObject({ attempts: 1, error_code: 'mail.refused' });
  });

  it('waits for the end of quiet hours', async () => {
    const minute = new Date(Date.now() + 8 * 3_600_000);
    const now = minute.getUTCHours() * 60 + minute.getUTCMinutes();
    await choose({ quietFrom: (now + 1380) % 1440, quietTo: (now + 60) % 1440 });
    await mention();
    const held = await reaches('held');
    expect(held.due_at.getTime() - Date.now()).toBeGreaterThan(58 * 60_000);
    // Also when its time is there and the hours were made longer.
    await dueNow();
    await until('it is put off again', async () =>
      (await deliveries())[0]!.due_at > new Date() ? true : undefined,
    );
    expect(mails).toEqual([]);
    await program.fixtures.sql('UPDATE notification_setting SET quiet_from = NULL, quiet_to = NULL');
    await dueNow();
    await reaches('sent');
    expect(mails).toHaveLength(1);
  });

  it('tells of a day in one summary, and leaves out what was read meanwhile', async () => {
    await choose({}, 'digest');
    await mate.caller.post('/api/follows', { recordType: 'account', recordId: account }).expect(201);
    await mention();
    await mention();
    await boss.caller.post(`/api/accounts/${account}/notes`, { text: '一句话' }).expect(201);
    expect(await deliveries()).toMatchObject([{ state: 'held', attempts: 0 }]);
    const { items } = (await mate.caller.get('/api/notifications?category=account')).body as {
      items: { id: string }[];
    };
    await mate.caller.patch(`/api/notifications/${items[0]!.id}`, { read: true }).expect(200);
    await dueNow();
    await reaches('sent');
    expect(mails).toHaveLength(1);
    expect(textOf(mails[0]!).match(/提到了您/g)).toHaveLength(2);
    expect(textOf(mails[0]!)).not.toContain('写了备注');
  });

  it('is not sent of what was read, nor twice when nobody knows how it ended', async () => {
    await choose({}, 'digest');
    await mention();
    await mate.caller.post('/api/notifications/read', {}).expect(200);
    await dueNow();
    expect(await reaches('cancelled')).toMatchObject({ error_code: 'delivery.read-meanwhile' });
    await program.fixtures.sql(
      `UPDATE notification_delivery SET state = 'sending', tried_at = now() - interval '6 minutes'`,
    );
    expect(await reaches('unknown')).toMatchObject({ error_code: 'delivery.abandoned' });
    expect(mails).toEqual([]);
  });
});

describe('a group’s robot', () => {
  const robot = (over: object = {}) =>
    boss.caller.post('/api/chat-robots', {
      name: '厦门运营群',
      kind: 'dingtalk',
      address: robotAddress,
      secret: 'SEC-secret',
      categories: ['account', 'service'],
      below: false,
      mode: 'at-once',
      digestHour: 8,
      quietFrom: null,
      quietTo: null,
      urgentPasses: true,
      language: 'zh',
      ...over,
    });
  const news = async () => {
    await mate.caller.post('/api/follows', { recordType: 'account', recordId: account });
    await boss.caller.post(`/api/accounts/${account}/notes`, { text: '一句话' }).expect(201);
  };

  it('is told of what somebody is told, signed, and once', async () => {
    await choose({}, 'off');
    await robot().expect(201);
    await news();
    const { id } = await reaches('sent');
    await deliverAgain(id);
    expect(told).toHaveLength(1);
    const url = new URL(told[0]!.url, 'http://x');
    const timestamp = url.searchParams.get('timestamp')!;
    const sign = createHmac('sha256', 'SEC-secret').update(`${timestamp}\nSEC-secret`).digest('base64');
    expect(url.searchParams.get('sign')).toBe(sign);
    expect(told[0]!.body).toMatchObject({ msgtype: 'markdown' });
    expect(JSON.stringify(told[0]!.body)).toContain(`https://crm.example.test/accounts/${account}`);
  });

  it('is not told of mentions, nor of what nobody lets it', async () => {
    const categories = { ...USUAL.categories, account: { inApp: true, email: 'off', robot: false } };
    await mate.caller.put('/api/notification-settings', { ...USUAL, categories, version: 0 }).expect(200);
    await robot().expect(201);
    await news();
    expect((await deliveries()).filter(({ state }) => state === 'pending')).toEqual([]);
    expect(told).toEqual([]);
  });

  it('that says no in a polite answer has failed, and what cannot help is not repeated', async () => {
    await choose({}, 'off');
    await robot().expect(201);
    answers = [{ errcode: 130101, errmsg: 'send too fast' }, { errcode: 0 }];
    await news();
    expect(await reaches('failed')).toMatchObject({ error_code: 'robot.too-fast' });
    await dueNow();
    await reaches('sent');
    answers = [{ errcode: 310000, errmsg: 'sign not match' }];
    await news();
    expect(await reaches('given-up')).toMatchObject({ error_code: 'robot.signature', attempts: 1 });
    const { items } = (await boss.caller.get('/api/chat-robots').expect(200)).body as { items: object[] };
    expect(items).toMatchObject([
      { lastState: 'given-up', lastError: 'robot.signature', signed: true, hint: 'x1y2' },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/access_token|SEC-secret/);
  });

  it('sends twenty messages a minute and not one more', async () => {
    const { body } = await robot().expect(201);
    const { id } = body as { id: string };
    for (let sent = 0; sent < 20; sent += 1)
      await boss.caller.post(`/api/chat-robots/${id}/test`).expect(200);
    await boss.caller.post(`/api/chat-robots/${id}/test`).expect(429);
    expect(told).toHaveLength(20);
  });

  it('is tested from its page, and only addresses of its service are taken', async () => {
    const { body } = await robot().expect(201);
    answers = [{ errcode: 310000 }];
    const failed = await boss.caller.post(`/api/chat-robots/${(body as { id: string }).id}/test`).expect(422);
    expect((failed.body as { detailZh: string }).detailZh).toContain('签名');
    for (const address of [
      'https://evil.example/robot/send?access_token=1',
      'https://oapi.dingtalk.com/other?access_token=1',
      'http://oapi.dingtalk.com/robot/send?access_token=1',
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
    ]) {
      await robot({ address }).expect(400);
    }
    await robot({ address: 'https://oapi.dingtalk.com/robot/send?access_token=1' }).expect(201);
    await mate.caller.get('/api/chat-robots').expect(403);
  });
});

import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import request from 'supertest';
import { IdempotencySweeper } from '../../libs/idempotency/idempotency-sweeper';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

let app: TestApp;
let branchId: string;
let owner: Caller;
let colleague: Caller;

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
  branchId = await app.fixtures.branch('P');
  await app.fixtures.user('owner@test.cn', branchId, ['administrator']);
  await app.fixtures.user('colleague@test.cn', branchId, ['marketer']);
  owner = await app.as('owner@test.cn');
  colleague = await app.as('colleague@test.cn');
});
afterAll(() => app.close());

let serial = 0;
const code = (): string => `K${(serial += 1)}`;
const newAccount = (over: object = {}) => ({
  branchId,
  code: code(),
  name: '测试银行',
  tier: 'key',
  confirmedDuplicates: true,
  ...over,
});

interface Account {
  id: string;
  version: number;
  name: string;
  code: string;
}

async function account(): Promise<Account> {
  return (await owner.post('/api/accounts', newAccount()).expect(201)).body as Account;
}

const accountsWith = async (accountCode: string): Promise<number> => {
  const [row] = await app.fixtures.sql<{ count: string }>(
    'SELECT count(*) FROM key_account WHERE code = $1',
    [accountCode],
  );
  return Number(row!.count);
};

describe('sparse fields', () => {
  it('leaves what is named in a record and in each record of a list, whose frame stays', async () => {
    const { id, code: own } = await account();
    const one = await owner.get(`/api/accounts/${id}?fields=id,mailHabits.products,completenessParts.part`);
    expect(Object.keys(one.body as object).sort()).toEqual(['completenessParts', 'id', 'mailHabits']);
    expect(Object.keys((one.body as { completenessParts: object[] }).completenessParts[0]!)).toEqual([
      'part',
    ]);
    const list = await owner.get(`/api/accounts?q=${own}&fields=code`).expect(200);
    expect(list.body).toEqual({ items: [{ code: own }], nextCursor: null, total: 1 });
  });

  it('names a field that the answer does not have, before anything is read', async () => {
    const { body } = await owner.get('/api/accounts?fields=id,passwordHash').expect(400);
    expect(body).toMatchObject({ code: 'request.fields-unknown', errors: [{ path: 'fields' }] });
    expect((body as { detailEn: string }).detailEn).toContain('passwordHash');
  });

  it('takes nothing away from what a write answers', async () => {
    const { body } = await owner.post('/api/accounts?fields=id', newAccount()).expect(201);
    expect(body).toHaveProperty('name', '测试银行');
  });
});

describe('entity tags', () => {
  it('answers 304 while the record is as it was read, and 200 once anything in it changed', async () => {
    const { id } = await account();
    const tag = (await owner.get(`/api/accounts/${id}`)).headers.etag!;
    expect(tag).toMatch(/^"1-/);
    await owner.get(`/api/accounts/${id}`).set('if-none-match', tag).expect(304);
    await owner.patch(`/api/accounts/${id}`, { name: '新名', version: 1 }).expect(200);
    const again = await owner.get(`/api/accounts/${id}`).set('if-none-match', tag).expect(200);
    expect(again.headers.etag).toMatch(/^"2-/);
  });

  it('If-Match is the version of a write, as the record or the write before it told it', async () => {
    const { id } = await account();
    const tag = (await owner.get(`/api/accounts/${id}`)).headers.etag!;
    const first = await owner.patch(`/api/accounts/${id}`, { name: '一' }).set('if-match', tag).expect(200);
    await owner.patch(`/api/accounts/${id}`, { name: '二' }).set('if-match', first.headers.etag!).expect(200);
    await owner.patch(`/api/accounts/${id}`, { name: '三' }).set('if-match', tag).expect(412);
    await owner.patch(`/api/accounts/${id}`, { name: '三' }).set('if-match', '"3"').expect(200);
  });

  it.each([
    ['what is no tag', 'W/"1-x"', { name: '名' }, 'request.if-match'],
    ['another version than the body names', '"1"', { name: '名', version: 2 }, 'request.versions-apart'],
  ])('refuses %s', async (_what, tag, change, expected) => {
    const { id } = await account();
    const { body } = await owner.patch(`/api/accounts/${id}`, change).set('if-match', tag).expect(400);
    expect(body).toHaveProperty('code', expected);
  });

  it('says when a route compares no version', async () => {
    const { body } = await owner.post('/api/accounts', newAccount()).set('if-match', '"1"').expect(400);
    expect(body).toHaveProperty('code', 'request.if-match-unused');
  });
});

describe('a lost update', () => {
  it('answers 412 with both versions, field by field', async () => {
    const { id } = await account();
    await colleague.patch(`/api/accounts/${id}`, { name: '同事的名', tags: ['甲'], version: 1 }).expect(200);
    const mine = { name: '我的名', tier: 'key', tags: ['甲'], version: 1, reason: '更名' };
    const { body } = await owner.patch(`/api/accounts/${id}`, mine).expect(412);
    expect(body).toMatchObject({
      code: 'record.stale',
      conflict: {
        current: { id, name: '同事的名', version: 2 },
        sent: { name: '我的名', tier: 'key', tags: ['甲'] },
        fields: [{ field: 'name', theirs: '同事的名', mine: '我的名' }],
      },
    });
    expect((await owner.get(`/api/accounts/${id}`)).body).toHaveProperty('name', '同事的名');
  });

  it('shows no more of a record than its reader may see', async () => {
    const { id } = await account();
    const made = await owner.post('/api/contacts', {
      name: '测试联系人',
      mobile: '13800138000',
      position: { accountId: id, role: 'user', rank: 'staff' },
    });
    const contactId = (made.body as { id: string }).id;
    const change = { name: '另名', version: 1 };
    await owner.patch(`/api/contacts/${contactId}`, { name: '改名', version: 1 }).expect(200);
    const { body } = await owner.patch(`/api/contacts/${contactId}`, change).expect(412);
    expect(body).toMatchObject({ conflict: { current: { id: contactId, version: 2 } } });
    expect(JSON.stringify(body)).not.toContain('13800138000');
  });
});

describe('idempotency keys', () => {
  const send = (caller: Caller, key: string, body: object) =>
    caller.post('/api/accounts', body).set('idempotency-key', key);

  it('what was done is answered again and not done again', async () => {
    const [key, body] = [randomUUID(), newAccount()];
    const first = await send(owner, `"${key}"`, body).expect(201);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    const second = await send(owner, key, body).expect(201);
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', etag: first.headers.etag });
    expect(second.body).toEqual(first.body);
    expect(await accountsWith(body.code)).toBe(1);
  });

  it('twenty at once make one', async () => {
    const [key, body] = [randomUUID(), newAccount()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(owner, key, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map((answer) => (answer.body as Account).id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] !== 'true')).toHaveLength(1);
    expect(await accountsWith(body.code)).toBe(1);
  });

  it('another request under the same key is refused', async () => {
    const key = randomUUID();
    await send(owner, key, newAccount()).expect(201);
    const { body } = await send(owner, key, newAccount()).expect(422);
    expect(body).toHaveProperty('code', 'idempotency.key-reused');
  });

  it('a request that failed has left nothing and may be repeated', async () => {
    const key = randomUUID();
    const { code: taken } = await account();
    await send(owner, key, newAccount({ code: taken })).expect(409);
    const changed = newAccount();
    await send(owner, key, changed).expect(201);
    expect(await accountsWith(changed.code)).toBe(1);
  });

  it('a key is its user’s own', async () => {
    const [key, body] = [randomUUID(), newAccount()];
    await send(owner, key, body).expect(201);
    await send(colleague, key, body).expect(409);
  });

  it('waits for the same request under way, and says so when that takes too long', async () => {
    const [key, body] = [randomUUID(), newAccount()];
    await send(owner, key, body).expect(201);
    const other = new Client({ connectionString: app.databaseUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query('DELETE FROM idempotent_request');
    try {
      const { headers, body: problem } = await send(owner, key, body).expect(409);
      expect(problem).toHaveProperty('code', 'idempotency.in-progress');
      expect(headers).toHaveProperty('retry-after', '1');
    } finally {
      await other.end();
    }
  });

  it('keeps neither the key nor what was answered in the clear, and lets go after a day', async () => {
    const key = randomUUID();
    const made = await owner
      .post('/api/api-keys', { name: '对接', scopes: ['accounts:read'] })
      .set('idempotency-key', key)
      .expect(201);
    const secret = (made.body as { key: string }).key;
    const rows = await app.fixtures.sql<{ kept: string }>(
      `SELECT encode(key_hash || answer, 'escape') AS kept FROM idempotent_request`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { kept } of rows) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(key);
    }
    await app.fixtures.sql(`UPDATE idempotent_request SET created_at = now() - interval '25 hours'`);
    await app.app.get(IdempotencySweeper, { strict: false }).findDue();
    expect(await app.fixtures.sql('SELECT 1 FROM idempotent_request')).toEqual([]);
  });

  it('a write without an answer is answered without one again', async () => {
    const key = randomUUID();
    const change = () => owner.patch('/api/session', { locale: 'en' }).set('idempotency-key', key);
    await change().expect(204);
    expect((await change().expect(204)).headers).toHaveProperty('idempotency-replayed', 'true');
  });

  it.each([
    ['an upload', () => owner.send('post', '/api/designs/artwork').set('content-type', 'application/pdf')],
    ['a log-in', () => app.anonymous.post('/api/session').send({ email: 'a@b.cn', password: 'x' })],
  ])('%s does not take one, and says so', async (_what, call) => {
    const { status, body } = await call().set('idempotency-key', randomUUID());
    expect([status, (body as { code: string }).code]).toEqual([400, 'idempotency.unsupported']);
  });

  it('a key has to be one', async () => {
    const { body } = await send(owner, 'short', newAccount()).expect(400);
    expect(body).toHaveProperty('code', 'idempotency.key-invalid');
  });
});

describe('rate limits', () => {
  it('tells a caller where it stands, a session, a key and an address each their own', async () => {
    const { headers } = await owner.get('/api/session').expect(200);
    expect(headers['ratelimit-policy']).toBe('"user";q=3000;w=60');
    expect(headers.ratelimit).toMatch(/^"user";r=\d+;t=\d+$/);
    const made = await owner.post('/api/api-keys', { name: '读', scopes: ['accounts:read'] }).expect(201);
    const byKey = await request(app.url)
      .get('/api/accounts')
      .set('authorization', `Bearer ${(made.body as { key: string }).key}`)
      .expect(200);
    expect(byKey.headers['ratelimit-policy']).toBe('"api-key";q=3000;w=60');
    const wrong = await app.anonymous
      .get('/api/accounts')
      .set('authorization', 'Bearer nonsense')
      .expect(401);
    expect(wrong.headers['ratelimit-policy']).toBe('"address";q=600;w=60');
  });
});

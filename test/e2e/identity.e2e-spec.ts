import { createTestApp, TestApp } from '../support/test-app';
import { Fixtures } from '../support/fixtures';

let app: TestApp;
let province: string;
let city: string;
let other: string;

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
  province = await app.fixtures.branch('P');
  city = await app.fixtures.branch('P-A', province);
  other = await app.fixtures.branch('P-B', province);
  await app.fixtures.user('root@test.cn', province, ['administrator']);
  await app.fixtures.user('admin-a@test.cn', city, ['administrator']);
  await app.fixtures.user('marketer-a@test.cn', city, ['marketer']);
  await app.fixtures.user('marketer-b@test.cn', other, ['marketer']);
});
afterAll(() => app.close());

describe('session', () => {
  it('opens with the right password, in a cookie scripts cannot read', async () => {
    const response = await app.anonymous
      .post('/api/session')
      .send({ email: 'MARKETER-A@test.cn', password: Fixtures.password })
      .expect(200);
    expect(response.headers['set-cookie']![0]).toMatch(/HttpOnly; SameSite=Strict/);
    expect(response.body).toMatchObject({ branch: { code: 'P-A' }, roles: ['marketer'] });
    expect(response.body.permissions).toContain('lists:write');
    expect(response.body.permissions).not.toContain('users:admin');
  });

  it('says the same for a wrong password and an unknown e-mail', async () => {
    const wrong = await app.anonymous.post('/api/session').send({ email: 'root@test.cn', password: 'x' });
    const unknown = await app.anonymous.post('/api/session').send({ email: 'nobody@test.cn', password: 'x' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'session.wrong-credentials']);
    expect([unknown.status, unknown.body.code]).toEqual([401, 'session.wrong-credentials']);
  });

  it('refuses further tries after five wrong passwords, even with the right one', async () => {
    await app.fixtures.user('guessed@test.cn', city, ['leader']);
    for (let i = 0; i < 5; i++) {
      await app.anonymous
        .post('/api/session')
        .send({ email: 'guessed@test.cn', password: `x${i}` })
        .expect(401);
    }
    const right = { email: 'guessed@test.cn', password: Fixtures.password };
    const response = await app.anonymous.post('/api/session').send(right).expect(429);
    expect(response.body.code).toBe('session.too-many-failures');
  });

  it('counts tries that come all at once', async () => {
    await app.fixtures.user('hammered@test.cn', city, ['leader']);
    const tries = Array.from({ length: 20 }, (_, i) =>
      app.anonymous.post('/api/session').send({ email: 'hammered@test.cn', password: `x${i}` }),
    );
    const statuses = (await Promise.all(tries)).map((response) => response.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('ends with log-out', async () => {
    const caller = await app.as('marketer-a@test.cn');
    await caller.get('/api/session').expect(200);
    await caller.delete('/api/session').expect(204);
    await caller.get('/api/session').expect(401);
  });

  it('refuses a write without its CSRF token', async () => {
    const caller = await app.as('marketer-a@test.cn');
    const response = await caller
      .send('patch', '/api/session')
      .set('x-csrf-token', 'guess')
      .send({ locale: 'en' });
    expect([response.status, response.body.code]).toEqual([403, 'session.csrf']);
    await caller.patch('/api/session', { locale: 'en' }).expect(204);
    expect((await caller.get('/api/session')).body.user.locale).toBe('en');
  });
});

describe('users and branches', () => {
  it('are seen and changed within the own subtree only', async () => {
    const caller = await app.as('admin-a@test.cn');
    const users = await caller.get('/api/users').expect(200);
    expect(users.body.items.map((user: { email: string }) => user.email)).not.toContain('marketer-b@test.cn');
    const branches = await caller.get('/api/branches').expect(200);
    expect(branches.body.items.map((branch: { code: string }) => branch.code)).toEqual(['P-A']);

    const [stranger] = await app.fixtures.sql<{ id: string }>(
      `SELECT id FROM user_account WHERE email = 'marketer-b@test.cn'`,
    );
    await caller.get(`/api/users/${stranger!.id}`).expect(404);
    await caller.patch(`/api/users/${stranger!.id}`, { name: 'x', version: 1 }).expect(404);
    await caller.patch(`/api/branches/${other}`, { name: 'x', version: 1 }).expect(404);
    const intruder = {
      branchId: other,
      email: 'new@test.cn',
      name: '新人',
      roles: ['leader'],
      password: 'long enough',
    };
    await caller.post('/api/users', intruder).expect(404);
  });

  it('are made, changed once a version, and a new role ends the sessions', async () => {
    const caller = await app.as('root@test.cn');
    const body = {
      branchId: city,
      email: 'new@test.cn',
      name: '新人',
      roles: ['leader'],
      password: Fixtures.password,
    };
    const created = await caller.post('/api/users', body).expect(201);
    expect((await caller.post('/api/users', body).expect(409)).body).toMatchObject({
      code: 'user.email-taken',
      errors: [{ path: 'email' }],
    });
    const session = await app.as('new@test.cn');
    const route = `/api/users/${created.body.id}`;
    await caller.patch(route, { roles: ['auditor'], version: 1 }).expect(200);
    expect((await caller.patch(route, { name: 'late', version: 1 }).expect(412)).body.code).toBe(
      'record.stale',
    );
    await session.get('/api/session').expect(401);
  });

  it('cannot be given, nor taken over with, more than the giver holds', async () => {
    const root = await app.as('root@test.cn');
    const key = await root.post('/api/api-keys', { name: 'staff', scopes: ['users:admin'] }).expect(201);
    const bearer = { authorization: `Bearer ${key.body.key}` };
    const [target] = await app.fixtures.sql<{ id: string; version: number }>(
      `SELECT id, version FROM user_account WHERE email = 'admin-a@test.cn'`,
    );
    const change = (body: object) =>
      app.anonymous
        .patch(`/api/users/${target!.id}`)
        .set(bearer)
        .send({ ...body, version: target!.version });
    for (const body of [{ password: 'a password of mine' }, { roles: ['leader'] }, { active: false }]) {
      const response = await change(body).expect(403);
      expect(response.body.code).toBe('user.role-above-own');
    }
    const person = { branchId: city, email: 'p@test.cn', name: '新', password: Fixtures.password };
    const made = await app.anonymous
      .post('/api/users')
      .set(bearer)
      .send({ ...person, roles: ['leader'] });
    expect([made.status, made.body.code]).toEqual([403, 'user.role-above-own']);
  });

  it('are searched for what was typed, not for a pattern', async () => {
    const caller = await app.as('root@test.cn');
    expect((await caller.get('/api/users?q=%25').expect(200)).body.total).toBe(0);
    expect((await caller.get('/api/users?q=admin_a').expect(200)).body.total).toBe(0);
    expect((await caller.get('/api/users?q=admin-a').expect(200)).body.total).toBe(1);
  });

  it('two branches moved below each other at once make no ring', async () => {
    const caller = await app.as('root@test.cn');
    for (let round = 0; round < 5; round++) {
      const [one, two] = [
        await app.fixtures.branch(`R${round}`, province),
        await app.fixtures.branch(`S${round}`, province),
      ];
      const move = (id: string, parentId: string) =>
        caller.patch(`/api/branches/${id}`, { parentId, version: 1 }).then((response) => response.status);
      const statuses = await Promise.all([move(one, two), move(two, one)]);
      expect(statuses.sort()).toEqual([200, 409]);
    }
  });

  it('a branch code that is in use is a fault of its field', async () => {
    const root = await app.as('root@test.cn');
    const branch = { parentId: city, code: 'p-a', name: '重复', level: 'city' };
    expect((await root.post('/api/branches', branch).expect(409)).body).toMatchObject({
      code: 'branch.code-taken',
      errors: [{ path: 'code' }],
    });
  });

  it('a branch cannot be put below itself', async () => {
    const caller = await app.as('root@test.cn');
    const child = await caller
      .post('/api/branches', { parentId: city, code: 'p-a-1', name: '一', level: 'county' })
      .expect(201);
    const response = await caller.patch(`/api/branches/${city}`, { parentId: child.body.id, version: 1 });
    expect([response.status, response.body.code]).toEqual([409, 'branch.cycle']);
  });
});

describe('API keys', () => {
  it('act as their maker within their scopes until revoked', async () => {
    const caller = await app.as('admin-a@test.cn');
    const { body } = await caller
      .post('/api/api-keys', { name: 'export', scopes: ['users:admin'] })
      .expect(201);
    const bearer = { authorization: `Bearer ${body.key}` };
    await app.anonymous.get('/api/users').set(bearer).expect(200);
    await app.anonymous.get('/api/api-keys').set(bearer).expect(403);
    await caller.delete(`/api/api-keys/${body.id}`).expect(204);
    await app.anonymous.get('/api/users').set(bearer).expect(401);
    const listed = await caller.get('/api/api-keys').expect(200);
    expect(JSON.stringify(listed.body)).not.toContain(body.key);
  });
});

describe('row security', () => {
  it('shows nothing without a viewer, whatever the query forgets', async () => {
    for (const table of ['branch', 'user_account', 'session', 'api_key']) {
      const [{ count }] = await app.database.dataSource.query(
        `SELECT count(id)::integer AS count FROM ${table}`,
      );
      expect([table, count]).toEqual([table, 0]);
    }
  });

  it('keeps password hashes and key hashes from the plain role', async () => {
    for (const secret of [
      'password_hash FROM user_account',
      'key_hash FROM api_key',
      'token_hash FROM session',
    ]) {
      await expect(app.database.dataSource.query(`SELECT ${secret}`)).rejects.toThrow(/permission denied/);
    }
  });

  it('lets the system role log people in and find due work, and see nothing else', async () => {
    const granted = await app.fixtures.sql<{ words: string }>(
      `SELECT DISTINCT concat_ws(' ', g.privilege_type, g.table_name, g.column_name) AS words
       FROM information_schema.column_privileges g WHERE g.grantee = 'hongyan_system' ORDER BY 1`,
    );
    expect(granted.map((grant) => grant.words)).toMatchSnapshot();
  });

  it('is on and forced for every table that names a branch', async () => {
    const rows = await app.fixtures.sql<{ relname: string }>(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch_id'
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND NOT c.relispartition AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });
});

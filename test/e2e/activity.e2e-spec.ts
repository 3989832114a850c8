import type { Permission } from '../../src/identity/permissions';
import { SealerService } from '../../src/activity/audit/sealer.service';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { MARKETER, type MailingWorld, mailingWorld } from '../support/mailing-world';

let app: TestApp;
let world: MailingWorld;
let marketer: Caller;
let leader: Caller;
let leaderId: string;

interface Entry {
  id: string;
  kind: string;
  actor: { name: string | null; via: string };
  changes: { field: string; from: unknown; to: unknown }[];
  facts: Record<string, unknown>;
  reason: string | null;
  pinned: boolean;
  note: { id: string; text: string | null; version: number; mine: boolean } | null;
}

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
  world = await mailingWorld(app.fixtures, 2);
  leaderId = await app.fixtures.user('leader@test.cn', world.province, ['leader']);
  marketer = await app.as(MARKETER);
  leader = await app.as('leader@test.cn');
});
afterAll(() => app.close());

const entries = async (caller: Caller, route: string): Promise<Entry[]> =>
  ((await caller.get(route).expect(200)).body as { items: Entry[] }).items;
const kinds = async (caller: Caller, route: string) => (await entries(caller, route)).map(({ kind }) => kind);
const timeline = () => `/api/accounts/${world.accountId}/timeline`;
const seal = () =>
  app.app.get(SealerService, { strict: false }).run({}, { signal: new AbortController().signal });
/** Entries of the trail about one thing, oldest first, without looking through its API. */
const trail = (subjectId: string) =>
  app.fixtures.sql<{ kind: string; facts: object; reason: string | null; changes: object[]; via: string }>(
    'SELECT kind, facts, reason, changes, via FROM audit_entry WHERE subject_id = $1 ORDER BY at, id',
    [subjectId],
  );

async function created(caller: Caller, route: string, body: object): Promise<string> {
  return ((await caller.post(route, body).expect(201)).body as { id: string }).id;
}

describe('features say what happened', () => {
  test('a campaign, with the fields that changed', async () => {
    const { accountId, branch } = world;
    const plan = { branchId: branch, accountId, name: '中秋贺卡', product: 'greeting-card' };
    const id = await created(marketer, '/api/campaigns', plan);
    await marketer
      .patch(`/api/campaigns/${id}`, { name: '中秋慰问', state: 'active', version: 1 })
      .expect(200);
    await marketer.patch(`/api/campaigns/${id}`, { name: '中秋慰问', version: 2 }).expect(200);
    expect(await trail(id)).toMatchObject([
      { kind: 'campaign.created', facts: { name: '中秋贺卡', state: 'draft' }, via: 'session' },
      {
        kind: 'campaign.changed',
        changes: [
          { field: 'name', from: '中秋贺卡', to: '中秋慰问' },
          { field: 'state', from: 'draft', to: 'active' },
        ],
      },
    ]);
    expect((await kinds(marketer, timeline())).slice(0, 2)).toEqual(['campaign.changed', 'campaign.created']);
  });

  test('a list, and who looked at its addresses and why', async () => {
    const id = await created(marketer, '/api/address-lists', {
      name: '客户名单',
      source: '客户',
      purpose: '贺卡',
    });
    await marketer.patch(`/api/address-lists/${id}`, { name: '新名单', version: 1 }).expect(200);
    await marketer
      .get(`/api/address-lists/${id}/records?unmasked=true`)
      .set('x-reason', encodeURIComponent('核对退信'))
      .expect(200);
    expect(await trail(id)).toMatchObject([
      { kind: 'list.created', facts: { name: '客户名单' } },
      { kind: 'list.changed', changes: [{ field: 'name', from: '客户名单', to: '新名单' }] },
      { kind: 'list.unmasked', reason: '核对退信', facts: { records: 0 } },
    ]);
  });

  test('a batch, wherever it moves', async () => {
    const id = await created(marketer, '/api/batches', { campaignId: world.campaignId });
    await marketer.post(`/api/batches/${id}/freeze`).expect(202);
    await app.fixtures.sql(`UPDATE mail_batch SET state = 'draft' WHERE id = $1`, [id]);
    await marketer.post(`/api/batches/${id}/cancel`).expect(200);
    expect((await trail(id)).map(({ kind }) => kind)).toEqual([
      'batch.created',
      'batch.freezing',
      'batch.cancelled',
    ]);
    expect(await kinds(marketer, `/api/batches/${id}/timeline`)).toHaveLength(3);
  });

  test('log-ins, refused ones, people and their roles: to auditors only', async () => {
    const administrator = await app.fixtures.user('admin@test.cn', world.province, ['administrator']);
    const wrong = { email: 'admin@test.cn', password: 'not the password' };
    await app.anonymous.post('/api/session').send(wrong).expect(401);
    await app.anonymous
      .post('/api/session')
      .send({ ...wrong, email: 'nobody@test.cn' })
      .expect(401);
    const admin = await app.as('admin@test.cn');
    expect(await trail(administrator)).toMatchObject([
      { kind: 'session.refused', via: 'nobody' },
      { kind: 'session.started', via: 'session' },
    ]);
    await admin.patch(`/api/users/${leaderId}`, { roles: ['leader', 'auditor'], version: 1 }).expect(200);
    leader = await app.as('leader@test.cn');
    const changed = {
      kind: 'user.changed',
      changes: [{ field: 'roles', from: ['leader'], to: ['leader', 'auditor'] }],
    };
    expect(await trail(leaderId)).toEqual(expect.arrayContaining([expect.objectContaining(changed)]));
    const { body } = await admin.post('/api/api-keys', {
      name: '对接',
      scopes: ['campaigns:write'] satisfies Permission[],
    });
    const { id, key } = body as { id: string; key: string };
    await app.anonymous
      .patch(`/api/campaigns/${world.campaignId}`)
      .set('authorization', `Bearer ${key}`)
      .set('x-request-id', 'import-7')
      .send({ note: '来自接口', version: 1 })
      .expect(200);
    const [entry] = await app.fixtures.sql(
      `SELECT via, api_key_id, request_id, actor_id FROM audit_entry WHERE subject_id = $1 ORDER BY at DESC LIMIT 1`,
      [world.campaignId],
    );
    expect(entry).toEqual({
      via: 'api-key',
      api_key_id: id,
      request_id: 'import-7',
      actor_id: administrator,
    });
  });
});

describe('notes', () => {
  const write = (caller: Caller, text: string) =>
    caller.post(`/api/accounts/${world.accountId}/notes`, { text });
  const noteOn = async (id: string) =>
    (await entries(marketer, `${timeline()}?topics=note`)).find(({ note }) => note?.id === id)?.note;

  test('stand on the timeline as they read now, their versions beside them', async () => {
    const id = ((await write(marketer, '客户要求周三前回复').expect(201)).body as { id: string }).id;
    expect(await noteOn(id)).toEqual({ id, text: '客户要求周三前回复', version: 1, mine: true });
    await marketer.patch(`/api/notes/${id}`, { text: '改为周五', version: 1 }).expect(200);
    const stale = await marketer.patch(`/api/notes/${id}`, { text: '晚了', version: 1 }).expect(412);
    expect(stale.body).toMatchObject({ code: 'record.stale' });
    expect(await noteOn(id)).toMatchObject({ text: '改为周五', version: 2 });
    const { body } = await leader.get(`/api/notes/${id}/versions`).expect(200);
    expect((body as { items: object[] }).items).toMatchObject([
      { text: '改为周五' },
      { text: '客户要求周三前回复' },
    ]);
    await marketer.delete(`/api/notes/${id}`).expect(204);
    expect(await noteOn(id)).toMatchObject({ text: null });
    await marketer.get(`/api/notes/${id}/versions`).expect(404);
    await leader.get(`/api/notes/${id}/versions`).expect(200);
    const told = await trail(id);
    expect(told.map(({ kind }) => kind)).toEqual(['note.added', 'note.changed', 'note.removed']);
    expect(JSON.stringify(told)).not.toContain('周');
  });

  test('only their author changes them', async () => {
    const id = ((await write(leader, '省公司已知悉').expect(201)).body as { id: string }).id;
    const { body } = await marketer.patch(`/api/notes/${id}`, { text: '改', version: 1 }).expect(403);
    expect(body).toMatchObject({ code: 'note.not-own' });
    await marketer.delete(`/api/notes/${id}`).expect(403);
  });

  test('mention who can see the record, from above too, and nobody else', async () => {
    const { body } = await marketer.get(`/api/accounts/${world.accountId}/readers?q=lead`).expect(200);
    expect(body).toEqual({ items: [{ id: leaderId, name: 'leader' }] });
    await write(marketer, `@[leader](${leaderId}) 请审阅`).expect(201);
    expect(await entries(leader, `${timeline()}?mentioned=true`)).toMatchObject([
      { kind: 'note.added', note: { text: `@[leader](${leaderId}) 请审阅` } },
    ]);
    expect(await entries(marketer, `${timeline()}?mentioned=true`)).toEqual([]);
    const outsider = await app.fixtures.user('outsider@test.cn', world.otherBranch, ['marketer']);
    const refused = await write(marketer, `@[外人](${outsider}) 看`).expect(400);
    expect(refused.body).toMatchObject({ code: 'note.mention-unknown' });
  });

  test('are for those who work with the record, not for those who check', async () => {
    await app.fixtures.user('auditor@test.cn', world.branch, ['auditor']);
    await write(await app.as('auditor@test.cn'), '审计').expect(403);
    await write(marketer, ' ').expect(400);
    await write(marketer, '字'.repeat(4_001)).expect(400);
  });
});

describe('a timeline', () => {
  test('is filtered, searched and read on without gaps', async () => {
    const whole = await entries(marketer, `${timeline()}?limit=100`);
    expect(new Set(whole.map(({ kind }) => kind.split('.')[0]))).toEqual(
      new Set(['note', 'campaign', 'batch']),
    );
    expect(new Set(await kinds(marketer, `${timeline()}?topics=note,batch`))).not.toContain(
      'campaign.created',
    );
    expect(await kinds(marketer, `${timeline()}?q=${encodeURIComponent('中秋贺卡')}`)).toEqual([
      'campaign.changed',
      'campaign.created',
    ]);
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 20 && cursor !== 'end'; page += 1) {
      const { body } = await marketer
        .get(`${timeline()}?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      const { items, nextCursor } = body as { items: Entry[]; nextCursor: string | null };
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? 'end';
    }
    expect(seen).toEqual(whole.map(({ id }) => id));
  });

  test('of a person tells of the person, open to the team of the account', async () => {
    const { branch: branchId, accountId } = world;
    const id = await created(marketer, '/api/contacts', {
      branchId,
      name: '虚构联系人',
      position: { accountId, title: '科长', role: 'influencer', rank: 'manager' },
    });
    const note = await created(marketer, `/api/contacts/${id}/notes`, { text: '爱喝岩茶' });
    const told = await entries(marketer, `/api/contacts/${id}/timeline`);
    expect(told.map(({ kind }) => kind)).toEqual(['note.added', 'contact.linked', 'contact.created']);
    expect(told[0]!.note).toMatchObject({ id: note, text: '爱喝岩茶' });
    expect((await entries(marketer, `${timeline()}?topics=note`))[0]!.note).toMatchObject({ id: note });
  });

  test('keeps what is pinned on top, per record', async () => {
    const [entry] = await entries(marketer, `${timeline()}?topics=campaign`);
    const pin = (pinned: boolean) => marketer.post(`${timeline()}/pins`, { entryId: entry!.id, pinned });
    await pin(true).expect(204);
    await pin(true).expect(204);
    expect((await entries(leader, `${timeline()}?pinned=true`)).map(({ id }) => id)).toEqual([entry!.id]);
    await pin(false).expect(204);
    expect(await entries(leader, `${timeline()}?pinned=true`)).toEqual([]);
    const foreign = { entryId: world.accountId, pinned: true };
    await marketer.post(`${timeline()}/pins`, foreign).expect(404);
  });

  test('tells the history of one field: who, when, from what to what', async () => {
    const route = `/api/campaigns/${world.campaignId}`;
    const { body } = await marketer.get(route).expect(200);
    const { version } = body as { version: number };
    await marketer.patch(route, { name: '新春祝福', plannedPieces: 900, version }).expect(200);
    await marketer.patch(route, { name: '新春问候', version: version + 1 }).expect(200);
    expect(await entries(marketer, `${route}/field-history?field=name`)).toMatchObject([
      { actor: { name: 'marketer' }, changes: [{ field: 'name', from: '新春祝福', to: '新春问候' }] },
      { actor: { name: 'marketer' }, changes: [{ field: 'name', from: '新春问候', to: '新春祝福' }] },
    ]);
    expect((await entries(marketer, `${route}/field-history`)).length).toBeGreaterThanOrEqual(2);
  });

  test('a member of the team from elsewhere reads of the account and its campaigns, not of its production', async () => {
    const member = await app.fixtures.user('member@test.cn', world.otherBranch, ['marketer']);
    const outside = await app.as('member@test.cn');
    await outside.get(timeline()).expect(404);
    await app.fixtures.sql(
      `INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`,
      [world.accountId, member],
    );
    const told = await entries(outside, `${timeline()}?limit=100`);
    expect(new Set(told.map(({ kind }) => kind.split('.')[0]))).toEqual(
      new Set(['note', 'campaign', 'contact']),
    );
    const id = await created(outside, `/api/accounts/${world.accountId}/notes`, { text: '福州这边也在跟进' });
    expect((await entries(marketer, `${timeline()}?topics=note`))[0]!.note).toMatchObject({
      id,
      mine: false,
    });
  });
});

describe('the trail', () => {
  test('is searched by who, what, where and when', async () => {
    const all = await kinds(leader, '/api/audit?limit=200');
    expect(all).toEqual(
      expect.arrayContaining(['session.started', 'user.changed', 'campaign.created', 'note.removed']),
    );
    expect(new Set(await kinds(leader, '/api/audit?kind=session'))).toEqual(
      new Set(['session.started', 'session.refused']),
    );
    expect(new Set(await kinds(leader, '/api/audit?kind=session.refused'))).toEqual(
      new Set(['session.refused']),
    );
    expect(await kinds(leader, `/api/audit?actorId=${world.marketer}&kind=batch`)).toHaveLength(3);
    expect(await kinds(leader, `/api/audit?subjectId=${leaderId}&subjectType=user&kind=user`)).toEqual([
      'user.changed',
    ]);
    expect(await kinds(leader, `/api/audit?q=${encodeURIComponent('核对退信')}`)).toEqual(['list.unmasked']);
    expect(await kinds(leader, '/api/audit?to=2020-01-01')).toEqual([]);
    expect(await kinds(leader, '/api/audit?from=2020-01-01&limit=200')).toEqual(all);
    expect(await kinds(leader, `/api/audit?branchId=${world.otherBranch}&kind=campaign`)).toEqual([]);
    await marketer.get('/api/audit').expect(403);
  });

  test('leaves as a file that opens safely, and says that it did', async () => {
    await app.fixtures.sql(`UPDATE user_account SET name = '=HYPERLINK(1)' WHERE id = $1`, [world.marketer]);
    await created(marketer, `/api/accounts/${world.accountId}/notes`, { text: '公式' });
    const { text } = await leader.get('/api/audit/export?kind=note').set('accept-language', 'zh').expect(200);
    expect(text.startsWith('\uFEFF时间,操作人')).toBe(true);
    expect(text).toContain(`,'=HYPERLINK(1),`);
    expect(text).not.toContain(',=HYPERLINK');
    expect(await kinds(leader, '/api/audit?kind=audit')).toEqual(['audit.exported']);
  });

  test('is verified while one looks on', async () => {
    await seal();
    const check = async () => {
      const { text } = await leader.get('/api/audit/verify').expect(200);
      const events = text.split('\n').filter((line) => line.startsWith('data: '));
      return JSON.parse(events.at(-1)!.slice(6)) as { state: string; checked: number; toSeq: number };
    };
    const { n } = (await app.fixtures.sql<{ n: number }>('SELECT count(*)::int AS n FROM audit_seal'))[0]!;
    expect(await check()).toMatchObject({ state: 'sound', checked: n, toSeq: n, fault: null, strays: 0 });
    const [item] = (
      (await leader.get('/api/audit?limit=1').expect(200)).body as { items: { seq: number; hash: string }[] }
    ).items;
    expect(item).toMatchObject({ seq: n, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    await app.fixtures.sql(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica;
        UPDATE audit_entry SET actor_name = '别人' WHERE id = (SELECT entry_id FROM audit_seal WHERE seq = 2); END $$`,
    );
    expect(await check()).toMatchObject({ state: 'broken', checked: 1, fault: { kind: 'changed', seq: 2 } });
    await marketer.get('/api/audit/verify').expect(403);
  });
});

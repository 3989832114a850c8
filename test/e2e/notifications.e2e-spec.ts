import { USUAL } from '../../src/notifications/settings/choices';
import { type ServiceWorld, serviceWorld } from '../support/service-world';
import type { Caller } from '../support/test-app';

let world: ServiceWorld;
let anna: Caller;
let ben: Caller;
let lee: Caller;

beforeAll(async () => {
  world = await serviceWorld();
  const { people } = world;
  [anna, ben, lee] = [people.anna.caller, people.ben.caller, people.lee.caller];
});
afterAll(() => world.program.close());
beforeEach(() =>
  world.program.fixtures.sql('TRUNCATE follow, notification_news, notification_setting CASCADE'),
);

interface Item {
  id: string;
  kind: string;
  category: string;
  because: string;
  text: { zh: string; en: string };
  path: string | null;
  accountName: string | null;
  readAt: string | null;
}

const inbox = async (caller: Caller, query = ''): Promise<Item[]> =>
  ((await caller.get(`/api/notifications${query}`).expect(200)).body as { items: Item[] }).items;
const unread = async (caller: Caller) =>
  (await caller.get('/api/notifications/unread').expect(200)).body as object;
const follow = async (caller: Caller, recordType: string, recordId: string): Promise<{ id: string }> =>
  (await caller.post('/api/follows', { recordType, recordId }).expect(201)).body as { id: string };
const rename = async (name: string) => {
  const { version } = (await lee.get(`/api/accounts/${world.account}`).expect(200)).body as {
    version: number;
  };
  await lee.patch(`/api/accounts/${world.account}`, { version, name }).expect(200);
};

describe('following', () => {
  it('tells followers what others did, once, and who did it nothing', async () => {
    await follow(anna, 'account', world.account);
    await follow(anna, 'account', world.account);
    await follow(lee, 'account', world.account);
    await rename('甲集团');
    expect(await inbox(lee)).toEqual([]);
    expect(await inbox(anna)).toMatchObject([
      {
        kind: 'account.changed',
        category: 'account',
        because: 'follower',
        text: { zh: 'lee修改了客户“甲集团”的资料', en: 'lee changed the account 甲集团' },
        path: `/accounts/${world.account}`,
        readAt: null,
      },
    ]);
    expect(await unread(anna)).toEqual({ total: 1, byCategory: { account: 1 } });
    await rename('甲公司');
  });

  it('brings news of what belongs to the account, and ends when it is taken back', async () => {
    const { id } = await follow(anna, 'account', world.account);
    const it = await world.open(ben);
    expect(await inbox(anna)).toMatchObject([{ kind: 'case.opened', path: `/service/${it.id}` }]);
    expect((await inbox(anna))[0]!.accountName).toBe('甲公司');
    await anna.delete(`/api/follows/${id}`).expect(204);
    await world.open(ben);
    expect(await inbox(anna)).toHaveLength(1);
  });

  it('says what is followed', async () => {
    const { id } = await follow(anna, 'account', world.account);
    const state = `/api/follows?recordType=account&recordId=${world.account}`;
    expect((await anna.get(state).expect(200)).body).toMatchObject({
      items: [{ id, name: '甲公司', path: `/accounts/${world.account}` }],
      total: 1,
    });
    expect((await ben.get(state).expect(200)).body).toMatchObject({ items: [], total: 0 });
  });

  it('is for records one may open, and everybody’s own', async () => {
    const { stranger, served } = world.people;
    const body = { recordType: 'account', recordId: world.account };
    await stranger.caller.post('/api/follows', body).expect(404);
    await served.caller.post('/api/follows', body).expect(201);
    const { id } = await follow(anna, 'account', world.account);
    await lee.delete(`/api/follows/${id}`).expect(404);
  });

  it('reaches the account’s team in other branches, until they have left it', async () => {
    const { served } = world.people;
    await follow(served.caller, 'account', world.account);
    await rename('甲公司（厦门）');
    expect(await inbox(served.caller)).toHaveLength(1);
    await world.program.fixtures.sql('DELETE FROM account_member WHERE user_id = $1', [served.id]);
    await rename('甲公司');
    const [item] = await inbox(served.caller);
    expect(await inbox(served.caller)).toHaveLength(1);
    // What they were told stays told; the record's name and page are out of their sight.
    expect(item).toMatchObject({ path: null, text: { zh: 'lee修改了客户“一条记录”的资料' } });
  });
});

describe('who is told without following', () => {
  it('whoever is mentioned in a note', async () => {
    const { ben: mentioned } = world.people;
    const text = `@[ben](${mentioned.id}) 请看`;
    await anna.post(`/api/accounts/${world.account}/notes`, { text }).expect(201);
    expect(await inbox(ben)).toMatchObject([
      { category: 'mention', because: 'named', text: { zh: 'anna在“甲公司”的备注中提到了您' } },
    ]);
    expect(await inbox(lee)).toEqual([]);
  });

  it('the manager of a new case, whom it is offered to, and both when it is taken', async () => {
    const it = await world.open();
    expect(await inbox(ben)).toMatchObject([
      { kind: 'case.opened', because: 'manager', category: 'service' },
    ]);
    const offer = { toId: world.people.lee.id, reason: '休假' };
    await anna.post(`/api/service-cases/${it.id}/hand-over`, offer).expect(200);
    expect(await inbox(lee)).toMatchObject([
      {
        category: 'assignment',
        because: 'named',
        text: { zh: `anna请求移交工单 ${it.number} 要样品，待接收` },
      },
    ]);
    await lee.post(`/api/service-cases/${it.id}/hand-over/answer`, { accept: true }).expect(200);
    expect(await inbox(anna)).toMatchObject([{ kind: 'case.handed-over', category: 'assignment' }]);
    expect(await inbox(lee)).toHaveLength(1);
  });

  it('the new manager of an account', async () => {
    const { version } = (await lee.get(`/api/accounts/${world.account}`)).body as { version: number };
    const managerId = world.people.anna.id;
    await lee.patch(`/api/accounts/${world.account}`, { version, managerId }).expect(200);
    expect(await inbox(anna)).toMatchObject([
      { category: 'assignment', because: 'named', text: { zh: 'lee把客户“甲公司”交由您负责' } },
    ]);
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await follow(anna, 'account', world.account);
    for (const name of ['甲一', '甲二', '甲公司']) await rename(name);
  });

  it('marks one read and unread', async () => {
    const [first] = await inbox(anna);
    const read = await anna.patch(`/api/notifications/${first!.id}`, { read: true }).expect(200);
    expect((read.body as Item).readAt).not.toBeNull();
    expect(await inbox(anna, '?unread=true')).toHaveLength(2);
    await anna.patch(`/api/notifications/${first!.id}`, { read: false }).expect(200);
    expect(await unread(anna)).toMatchObject({ total: 3 });
    await ben.patch(`/api/notifications/${first!.id}`, { read: true }).expect(404);
  });

  it('marks all up to what was seen, and takes just that back', async () => {
    const [newest, middle, oldest] = await inbox(anna);
    await anna.patch(`/api/notifications/${oldest!.id}`, { read: true }).expect(200);
    const { body } = await anna.post('/api/notifications/read', { upTo: middle!.id }).expect(200);
    expect(body).toMatchObject({ changed: 1 });
    expect((await inbox(anna, '?unread=true')).map(({ id }) => id)).toEqual([newest!.id]);
    const undone = await anna.post('/api/notifications/read/undo', {
      readAt: (body as { readAt: string }).readAt,
    });
    expect(undone.body).toEqual({ changed: 1 });
    expect((await inbox(anna, '?unread=true')).map(({ id }) => id)).toEqual([newest!.id, middle!.id]);
    await anna.post('/api/notifications/read', { category: 'service' }).expect(200);
    expect(await unread(anna)).toMatchObject({ total: 2 });
  });

  it('turns pages without losing or repeating any', async () => {
    const first = (await anna.get('/api/notifications?limit=2').expect(200)).body as {
      items: Item[];
      nextCursor: string;
      total: number;
    };
    expect([first.items.length, first.total]).toEqual([2, 3]);
    const rest = await inbox(anna, `?limit=2&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest].map(({ id }) => id)).size).toBe(3);
  });
});

describe('choices', () => {
  it('are the usual until somebody makes their own, and are not overwritten unseen', async () => {
    const usual = (await anna.get('/api/notification-settings').expect(200)).body as { version: number };
    expect(usual).toMatchObject({ ...USUAL, version: 0, mailOn: false, timeZone: 'Asia/Shanghai' });
    const own = { ...USUAL, digestHour: 17, quietFrom: null, quietTo: null };
    await anna.put('/api/notification-settings', { ...own, version: 0 }).expect(200);
    await anna.put('/api/notification-settings', { ...own, version: 0 }).expect(412);
    const kept = await anna
      .put('/api/notification-settings', { ...own, digestHour: 9, version: 1 })
      .expect(200);
    expect(kept.body).toMatchObject({ digestHour: 9, quietFrom: null, version: 2 });
    expect((await ben.get('/api/notification-settings')).body).toMatchObject({ version: 0 });
    await anna.put('/api/notification-settings', { ...own, quietFrom: 60, version: 2 }).expect(400);
  });

  it('keep a category out of the inbox', async () => {
    await follow(anna, 'account', world.account);
    const quiet = { ...USUAL.categories, account: { inApp: false, email: 'off', robot: false } };
    await anna.put('/api/notification-settings', { ...USUAL, categories: quiet, version: 0 }).expect(200);
    await rename('甲公司');
    expect(await inbox(anna)).toEqual([]);
    expect(await unread(anna)).toMatchObject({ total: 0 });
  });
});

import { type ServiceWorld, serviceWorld } from '../support/service-world';

let world: ServiceWorld;
let today: string;

const day = (offset: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await serviceWorld();
  const { fixtures } = world.program;
  const [row] = await fixtures.sql<{ day: string }>('SELECT app_today($1)::text AS day', [world.city]);
  today = row!.day;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'primary')`, [
    world.account,
    world.people.anna.id,
  ]);
});
beforeEach(() => world.program.fixtures.sql('TRUNCATE absence CASCADE'));
afterAll(() => world.program.close());

const absence = (over: object = {}) => ({
  kind: 'sick',
  fromOn: day(0),
  untilOn: day(4),
  coverId: world.people.ben.id,
  note: '在家休息',
  ...over,
});

test('is recorded, shown with the team, ended early, and tells nobody why', async () => {
  const { anna, ben, lee, served } = world.people;
  const { body } = await anna.caller.post('/api/absences', absence()).expect(201);
  expect(body).toMatchObject({
    userName: 'anna',
    coverName: 'ben',
    kind: 'sick',
    state: 'current',
    mayChange: true,
  });
  const { id, version } = body as { id: string; version: number };
  const asColleague = await ben.caller.get('/api/absences').expect(200);
  expect(asColleague.body).toMatchObject({
    items: [{ id, kind: null, note: null, mayChange: false }],
    total: 1,
  });
  expect((await lee.caller.get(`/api/absences/${id}`).expect(200)).body).toMatchObject({ kind: 'sick' });
  const primary = async () =>
    (
      (await served.caller.get(`/api/accounts/${world.account}/team`).expect(200)).body as {
        members: { role: string }[];
      }
    ).members.find(({ role }) => role === 'primary');
  // Also from another branch it is known whom to turn to.
  expect(await primary()).toMatchObject({ userName: 'anna', awayUntil: day(4), standInName: 'ben' });
  const change = { version, untilOn: day(2) };
  expect((await anna.caller.patch(`/api/absences/${id}`, change).expect(200)).body).toMatchObject({
    untilOn: day(2),
  });
  await anna.caller.patch(`/api/absences/${id}`, change).expect(412);
  await anna.caller.delete(`/api/absences/${id}`).expect(204);
  expect(await primary()).toMatchObject({ awayUntil: null });
  const told = await world.program.fixtures.sql<{ kind: string; text: string }>(
    `SELECT kind, row_to_json(e)::text AS text FROM audit_entry e WHERE subject_id = $1 ORDER BY id`,
    [id],
  );
  expect(told.map(({ kind }) => kind)).toEqual(['absence.recorded', 'absence.changed', 'absence.ended']);
  expect(told.map(({ text }) => text).join('')).not.toMatch(/sick|在家休息/);
});

test('who stands in and the leader are told, in words that lead to the absences; who was away is not told of their own', async () => {
  const { anna, ben, lee, served } = world.people;
  const news = async (caller: typeof anna.caller) =>
    (
      (await caller.get('/api/notifications').expect(200)).body as {
        items: { kind: string; path: string; text: { zh: string } }[];
      }
    ).items.filter(({ kind }) => kind === 'absence.recorded');
  await world.program.fixtures.sql('TRUNCATE notification_news CASCADE');
  await anna.caller.post('/api/absences', absence()).expect(201);
  const told = { path: '/absences', text: { zh: `anna ${day(0)} 至 ${day(4)} 不在岗，请看代班安排` } };
  expect(await news(ben.caller)).toMatchObject([told]);
  expect(await news(lee.caller)).toMatchObject([told]);
  expect(await news(anna.caller)).toEqual([]);
  expect(await news(served.caller)).toEqual([]);
});

test('refuses what cannot be', async () => {
  const { anna, ben, lee, auditor, stranger } = world.people;
  const refused = async (caller: typeof anna.caller, over: object, status: number, code: string) =>
    expect((await caller.post('/api/absences', absence(over)).expect(status)).body).toMatchObject({ code });
  await refused(anna.caller, { coverId: anna.id }, 400, 'absence.cover-is-self');
  await refused(anna.caller, { untilOn: day(-1) }, 400, 'absence.days');
  await refused(anna.caller, { coverId: stranger.id }, 404, 'not-found');
  await refused(anna.caller, { userId: ben.id, coverId: null }, 403, 'absence.of-others');
  await auditor.caller.post('/api/absences', absence()).expect(403);
  await anna.caller.post('/api/absences', absence()).expect(201);
  await refused(anna.caller, { fromOn: day(4), untilOn: day(9) }, 409, 'absence.overlaps');
  // Ben stands in for anna: he cannot leave without somebody else, nor name her.
  await refused(ben.caller, { coverId: null, fromOn: day(2) }, 409, 'absence.relied-on');
  await refused(ben.caller, { coverId: anna.id, fromOn: day(2) }, 409, 'absence.cover-away');
  await refused(lee.caller, { userId: ben.id, coverId: anna.id, untilOn: day(1) }, 409, 'absence.cover-away');
  const chained = absence({ coverId: lee.id });
  await ben.caller.post('/api/absences', chained).expect(201);
});

test('during it the cover has the cases: those offered to who is away, and those they own', async () => {
  const { anna, ben, lee } = world.people;
  const own = await world.open(anna.caller, { title: '安娜的事项' });
  const offered = await world.open(lee.caller, { title: '领导的事项' });
  await anna.caller.post('/api/absences', absence()).expect(201);
  const reason = '请接手';
  const { body } = await lee.caller
    .post(`/api/service-cases/${offered.id}/hand-over`, { toId: anna.id, reason })
    .expect(200);
  expect(body).toMatchObject({ handOverTo: ben.id });
  const mine = await ben.caller.get('/api/service-cases?mine=true').expect(200);
  const titles = (mine.body as { items: { title: string }[] }).items.map(({ title }) => title).sort();
  expect(titles).toEqual(['安娜的事项', '领导的事项']);
  expect((await ben.caller.get(`/api/service-cases/${own.id}`)).body).toMatchObject({ mayWork: true });
  await ben.caller
    .post(`/api/service-cases/${own.id}/steps`, { from: 'open', to: 'heard', note: '已致电客户' })
    .expect(200);
  const refused = await lee.caller.post(`/api/service-cases/${own.id}/steps`, {
    from: 'heard',
    to: 'resolved',
  });
  expect(refused.body).toMatchObject({ code: 'case.not-owner' });
});

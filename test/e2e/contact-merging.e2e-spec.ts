import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Contact {
  id: string;
  version: number;
}
interface Merged {
  contact: Contact & Record<string, unknown>;
  merge: { id: string };
}

let program: TestApp;
let city: string;
let marketer: Caller;
let stranger: Caller;
let account: string;
let otherAccount: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  const otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('marketer@example.test', city, ['marketer']);
  await fixtures.user('stranger@example.test', otherCity, ['marketer']);
  marketer = await program.as('marketer@example.test');
  stranger = await program.as('stranger@example.test');
  [account, otherAccount] = [await firm('甲企业'), await firm('乙企业')];
});
afterAll(() => program.close());

let serial = 0;
async function firm(name: string): Promise<string> {
  const body = { branchId: city, code: `F${(serial += 1)}`, name, tier: 'key', confirmedDuplicates: true };
  return ((await marketer.post('/api/accounts', body).expect(201)).body as { id: string }).id;
}
async function person(name: string, over: object = {}, accountId = account): Promise<Contact> {
  const position = { accountId, role: 'user', rank: 'staff' };
  const typed = { name, position, ...over, confirmedDuplicates: true };
  return (await marketer.post('/api/contacts', typed).expect(201)).body as Contact;
}
const fresh = async ({ id }: Contact) =>
  (await marketer.get(`/api/contacts/${id}`).expect(200)).body as Contact;
async function merging(survivor: Contact, other: Contact, caller = marketer) {
  const [one, two] = [await fresh(survivor), await fresh(other)];
  const body = { otherId: two.id, version: one.version, otherVersion: two.version };
  return caller.post(`/api/contacts/${one.id}/merge`, body);
}
const sql = <T extends object>(statement: string, parameters: unknown[] = []) =>
  program.fixtures.sql<T>(statement, parameters);
const line = (from: Contact, to: Contact) =>
  sql(`INSERT INTO contact_link (account_id, from_id, to_id, kind) VALUES ($1, $2, $3, 'reports-to')`, [
    account,
    from.id,
    to.id,
  ]);
const picture = () =>
  sql<{ from_id: string; to_id: string }>(
    'SELECT from_id, to_id FROM contact_link WHERE account_id = $1 ORDER BY from_id, to_id',
    [account],
  );

beforeEach(() => sql('DELETE FROM contact_link'));

test('two contacts become one: positions, touches and numbers come together, and part again', async () => {
  const one = await person('陈一');
  const two = await person('陈一', { mobile: '13900000001' });
  const position = { accountId: otherAccount, role: 'payer', rank: 'staff' };
  await marketer.post(`/api/contacts/${two.id}/positions`, position).expect(201);
  await marketer.post(`/api/contacts/${two.id}/touches`, { channel: 'phone', on: '2026-01-05' }).expect(201);
  const response = await merging(one, two);
  expect(response.status).toBe(200);
  const merged = response.body as Merged;
  expect(merged.contact).toMatchObject({
    id: one.id,
    mobile: '139****0001',
    lastTouchedOn: '2026-01-05',
    touches: [{ on: '2026-01-05' }],
  });
  expect(
    (merged.contact.positions as { accountId: string }[]).map(({ accountId }) => accountId).sort(),
  ).toEqual([account, otherAccount].sort());
  const gone = await marketer.get(`/api/contacts/${two.id}`).expect(410);
  expect(gone.body).toMatchObject({ code: 'record.merged', mergedInto: one.id });
  expect((await stranger.get(`/api/contacts/${two.id}`).expect(404)).text).not.toContain(one.id);
  expect((await marketer.get('/api/contacts?q=陈一').expect(200)).body).toMatchObject({ total: 1 });
  const undone = await marketer.post(`/api/contact-merges/${merged.merge.id}/undo`, {}).expect(200);
  expect(undone.body).toMatchObject({ restoredId: two.id, leftRows: 0, leftFields: [] });
  expect(await fresh(one)).toMatchObject({ mobile: null, touches: [], positions: [{ accountId: account }] });
  expect((await fresh(two)) as object).toMatchObject({
    mobile: '139****0001',
    touches: [{ on: '2026-01-05' }],
  });
});

test('nobody comes to report to themselves, straight or by way of others', async () => {
  const [one, two, between] = [await person('林一'), await person('林一'), await person('林二')];
  await line(one, between);
  await line(between, two);
  const before = await picture();
  const response = await merging(one, two);
  expect(response.status).toBe(200);
  expect(await picture()).toEqual([{ from_id: between.id, to_id: one.id }]);
  const { merge } = response.body as Merged;
  await marketer.post(`/api/contact-merges/${merge.id}/undo`, {}).expect(200);
  expect(await picture()).toEqual(before);
});

test('a line between the two goes, and comes back with them', async () => {
  const [one, two] = [await person('何一'), await person('何一')];
  await line(two, one);
  const { merge } = (await merging(one, two)).body as Merged;
  expect(await picture()).toEqual([]);
  await marketer.post(`/api/contact-merges/${merge.id}/undo`, {}).expect(200);
  expect(await picture()).toEqual([{ from_id: two.id, to_id: one.id }]);
});

test('pairs of people are found by a number, or a name at one account', async () => {
  const [one, two] = [
    await person('吴一', { mobile: '13900000077' }),
    await person('吳一', { mobile: '+86 139 0000 0077' }, otherAccount),
  ];
  const { body } = await marketer.get(`/api/contact-duplicates?recordId=${two.id}`).expect(200);
  expect(body).toMatchObject({
    items: [{ first: { id: one.id }, second: { id: two.id }, score: 85, reasons: ['mobile', 'same-name'] }],
  });
  expect((await stranger.get(`/api/contact-duplicates?recordId=${two.id}`).expect(200)).body).toMatchObject({
    items: [],
  });
});

import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Contact {
  id: string;
  version: number;
  similar: Candidate[];
}
interface Candidate {
  id: string;
  reasons: string[];
  accountNames: string[];
}

let program: TestApp;
let marketer: Caller;
let reader: Caller;
let stranger: Caller;
let city: string;
let otherCity: string;
let account: string;
let hidden: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('marketer@example.test', city, ['marketer']);
  await fixtures.user('reader@example.test', city, ['auditor']);
  await fixtures.user('stranger@example.test', otherCity, ['marketer']);
  marketer = await program.as('marketer@example.test');
  reader = await program.as('reader@example.test');
  stranger = await program.as('stranger@example.test');
  account = await firm(marketer, city, '甲企业');
  hidden = await firm(stranger, otherCity, '乙企业');
});
beforeEach(() => program.fixtures.sql('TRUNCATE contact CASCADE'));
afterAll(() => program.close());

let serial = 0;
async function firm(caller: Caller, branchId: string, name: string): Promise<string> {
  const body = { branchId, code: `F${(serial += 1)}`, name, tier: 'key' };
  return ((await caller.post('/api/accounts', body).expect(201)).body as { id: string }).id;
}
const at = (accountId: string) => ({ accountId, role: 'user', rank: 'staff' });
const posted = (typed: object, caller = marketer) => caller.post('/api/contacts', typed);
async function person(typed: object, caller = marketer): Promise<Contact> {
  return (await posted({ ...typed, confirmedDuplicates: true }, caller).expect(201)).body as Contact;
}
async function asked(typed: object, caller = marketer): Promise<Candidate[]> {
  const { body } = await caller.post('/api/contacts/duplicates', typed).expect(200);
  return (body as { items: Candidate[] }).items;
}
const count = async () => (await program.fixtures.sql('SELECT id FROM contact')).length;

describe('a new contact', () => {
  test('is asked about when somebody like it is there, and saved when that was seen', async () => {
    const first = await person({ name: '陈一', mobile: '13900000001', email: 'one@example.test' });
    const typed = { name: '陳 一', mobile: '+86 139-0000-0001' };
    const { body, text } = await posted(typed).expect(409);
    expect(body).toMatchObject({
      code: 'record.likely-duplicate',
      candidates: [
        {
          id: first.id,
          name: '陈一',
          mobile: '139****0001',
          email: 'o****@example.test',
          score: 85,
          likely: true,
          reasons: ['mobile', 'same-name'],
        },
      ],
    });
    expect(text).not.toMatch(/13900000001|one@/);
    expect(await count()).toBe(1);
    const second = (await posted({ ...typed, confirmedDuplicates: true }).expect(201)).body as Contact;
    expect(second.similar).toEqual([expect.objectContaining({ id: first.id, mobile: '139****0001' })]);
  });

  test.each([
    ['the name at one firm', { position: 'here' }],
    ['name and e-mail', { email: 'ONE@example.test' }],
    ['name and WeChat', { wechat: 'Yi-Chen' }],
    ['name and office number', { phone: '0592-2012345' }],
  ])('is recognised by %s', async (_by, shared: Record<string, string>) => {
    const known = { name: '陈一', email: 'one@example.test', wechat: 'yi-chen', phone: '0592 201 2345' };
    await person({ ...known, position: at(account) });
    const { position, ...facts } = shared;
    await posted({ name: '陈一', ...facts, ...(position && { position: at(account) }) }).expect(409);
  });

  test('is not asked about for a name, or a number, alone', async () => {
    await person({ name: '陈一', mobile: '13900000001', position: at(account) });
    await posted({ name: '陈一' }).expect(201);
    await posted({ name: '陈二', mobile: '13900000001' }).expect(201);
  });
});

describe('a change', () => {
  test('of name, number or address is asked about, any other is not', async () => {
    const one = await person({ name: '陈一', mobile: '13900000001' });
    const two = await person({ name: '陈一' });
    const change = (body: object) =>
      marketer.patch(`/api/contacts/${two.id}`, { version: two.version, ...body });
    const { body } = await change({ mobile: '13900000001' }).expect(409);
    expect(body).toMatchObject({ code: 'record.likely-duplicate', candidates: [{ id: one.id }] });
    await change({ mobile: '13900000001', confirmedDuplicates: true }).expect(200);
    const { version } = (await marketer.get(`/api/contacts/${two.id}`)).body as Contact;
    await change({ version, mobile: '13900000001', note: '喜茶' }).expect(200);
  });

  test('is not asked about twice when two were told apart', async () => {
    const one = await person({ name: '陈一', mobile: '13900000001' });
    const two = await person({ name: '陈一', mobile: '13900000001', email: 'one@example.test' });
    await marketer.post('/api/contact-duplicates', { firstId: one.id, secondId: two.id }).expect(204);
    const { version, similar } = (await marketer.get(`/api/contacts/${two.id}`)).body as Contact;
    expect(similar).toEqual([]);
    await marketer.patch(`/api/contacts/${two.id}`, { version, email: 'two@example.test' }).expect(200);
  });
});

describe('asking while typing', () => {
  test('compares what is typed, and of a contact that is there the rest as stored', async () => {
    const one = await person({ name: '陈一', mobile: '13900000001', position: at(account) });
    expect(await asked({ name: '陈一', mobile: '139 0000 0001' })).toMatchObject([
      { id: one.id, accountNames: ['甲企业'], mobile: '139****0001' },
    ]);
    expect(await asked({ name: '陈一', mobile: '1390000' })).toEqual([]);
    const two = await person({ name: '陈二', mobile: '13900000001' });
    expect(await asked({ id: two.id, name: '陈一' })).toMatchObject([
      { id: one.id, reasons: ['mobile', 'same-name'] },
    ]);
  });

  test('is for those who may save: answers would tell others a number, guess by guess', async () => {
    await reader.post('/api/contacts/duplicates', { name: '陈一' }).expect(403);
  });
});

describe('what is out of sight', () => {
  test('is not told of, neither by a refusal nor by an answer', async () => {
    const theirs = await person({ name: '陈一', mobile: '13900000001', position: at(hidden) }, stranger);
    const typed = { name: '陈一', mobile: '13900000001' };
    expect(await asked(typed)).toEqual([]);
    expect(await asked(typed, stranger)).toMatchObject([{ id: theirs.id }]);
    expect((await posted(typed).expect(201)).body).toMatchObject({ similar: [] });
    await marketer.post('/api/contacts/duplicates', { id: theirs.id }).expect(404);
  });

  test('where somebody works is not told by naming the firm', async () => {
    const shared = await person({ name: '陈一', position: at(account) });
    await program.fixtures.sql(
      `INSERT INTO contact_position (contact_id, account_id, role, rank) VALUES ($1, $2, 'user', 'staff')`,
      [shared.id, hidden],
    );
    expect(await asked({ name: '陈一', accountId: hidden })).toEqual([]);
    const [seen] = await asked({ name: '陈一', accountId: account });
    expect(seen).toMatchObject({ id: shared.id, accountNames: ['甲企业'] });
  });
});

import { RecordImportRunner } from '../../src/records/import/record-import.runner';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

let program: TestApp;
let manager: Caller;
let city: string;

const HEADER = '姓名,客户编号,职务,角色,职级,手机,邮箱,生日,合法依据';
const file = (...lines: string[]) => [HEADER, ...lines].join('\n');
const ANNA = '测试甲';

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  const other = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('manager@example.test', city, ['account-manager']);
  await fixtures.user('elsewhere@example.test', other, ['account-manager']);
  manager = await program.as('manager@example.test');
  const far = await program.as('elsewhere@example.test');
  await manager
    .post('/api/accounts', { branchId: city, code: 'C1', name: '甲银行', tier: 'key' })
    .expect(201);
  await far.post('/api/accounts', { branchId: other, code: 'C9', name: '远银行', tier: 'key' }).expect(201);
});
afterAll(() => program.close());

interface Row {
  verdict: string;
  faults: { column: string | null; code: string }[];
  changes: { field: string; before: unknown; after: unknown }[];
  recordId: string | null;
}

const run = (id: string) =>
  program.app.get(RecordImportRunner, { strict: false }).run(id, new AbortController().signal);
const stateOf = async (id: string) =>
  (await manager.get(`/api/record-imports/${id}`).expect(200)).body as Record<string, unknown> & {
    id: string;
  };
const rowsOf = async (id: string) =>
  ((await manager.get(`/api/record-imports/${id}/rows`).expect(200)).body as { items: Row[] }).items;

async function checked(content: string) {
  const { body } = await manager
    .send('post', '/api/lists/contacts/imports')
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', 'contacts.csv')
    .send(content)
    .expect(201);
  const { id } = body as { id: string };
  await manager.post(`/api/record-imports/${id}/check`).expect(202);
  await run(id);
  return stateOf(id);
}

async function applied(content: string) {
  const { id } = await checked(content);
  await manager.post(`/api/record-imports/${id}/apply`, { reason: '名片整理' }).expect(202);
  await run(id);
  return stateOf(id);
}

const contact = async (name: string) => {
  const { body } = await manager.get(`/api/contacts?q=${encodeURIComponent(name)}`).expect(200);
  const found = (body as { items: { id: string; name: string }[] }).items.find((one) => one.name === name);
  return (
    found && ((await manager.get(`/api/contacts/${found.id}`).expect(200)).body as Record<string, unknown>)
  );
};

test('contacts are held to the rules of their form, row by row', async () => {
  const made = await checked(
    file(
      '甲,C1,主任,决策者,高层,13800000001,,,',
      '乙,C9,,决策者,高层,,,,',
      '丙,C1,,,,,,,',
      '丁,,,,,12,,,',
      '戊,,,,,13800000002,,1980-05-01,',
      '己,,,,,13800000003,,1980-05-01,本人同意',
      ',C1,,,,13800000004,,,',
      '庚,,主任,,,13800000005,,,',
    ),
  );
  expect(made).toMatchObject({ rows: 8, created: 2, faulty: 6 });
  const rows = await rowsOf(made.id);
  expect(rows.map(({ faults }) => faults.map(({ column, code }) => `${column}:${code}`))).toEqual([
    [],
    ['account:account-unknown'],
    ['role:required', 'rank:required'],
    ['mobile:unfit'],
    ['lawfulBasis:basis-missing'],
    [],
    ['name:required'],
    ['account:account-missing'],
  ]);
  expect(await contact('甲')).toBeUndefined();
});

test('an import makes contacts with their positions, changes them, and is undone', async () => {
  const first = await applied(file(`${ANNA},C1,主任,联络人,中层,138 0000 1111,a@example.com,,`));
  expect(first).toMatchObject({ state: 'done', created: 1, applied: 1 });
  const fresh = await contact(ANNA);
  expect(fresh).toMatchObject({
    branchId: city,
    mobile: '138****1111',
    positions: [
      expect.objectContaining({ accountName: '甲银行', title: '主任', role: 'liaison', rank: 'manager' }),
    ],
  });
  const { body } = await manager.get(`/api/contacts/${fresh!.id as string}/timeline`).expect(200);
  expect(JSON.stringify(body)).toContain('名片整理');

  const again = file(`${ANNA},C1,处长,联络人,中层,+86 13800001111,b@example.com,,`);
  const second = await applied(again);
  expect(second).toMatchObject({ changed: 1, created: 0, applied: 1 });
  const [row] = await rowsOf(second.id);
  // What the contact had is masked, as it is everywhere.
  expect(row!.changes).toContainEqual({ field: 'email', before: '****', after: 'b@example.com' });
  expect(await contact(ANNA)).toMatchObject({ positions: [expect.objectContaining({ title: '处长' })] });
  expect(await checked(again)).toMatchObject({ unchanged: 1, changed: 0 });

  await manager.post(`/api/record-imports/${second.id}/undo`).expect(202);
  await run(second.id);
  expect(await stateOf(second.id)).toMatchObject({ state: 'undone', restored: 1 });
  expect(await contact(ANNA)).toMatchObject({
    email: 'a@example.com',
    positions: [expect.objectContaining({ title: '主任' })],
  });
});

test('undoing takes a new contact away, unless somebody spoke with them', async () => {
  const made = await applied(
    file('测试走,C1,,使用者,基层,13800002221,,,', '测试留,C1,,使用者,基层,13800002222,,,'),
  );
  expect(made).toMatchObject({ applied: 2 });
  const touch = { channel: 'phone', on: '2026-01-05' };
  await manager.post(`/api/contacts/${(await contact('测试留'))!.id as string}/touches`, touch).expect(201);
  await manager.post(`/api/record-imports/${made.id}/undo`).expect(202);
  await run(made.id);
  expect(await stateOf(made.id)).toMatchObject({ state: 'undone', removed: 1, archived: 1 });
  expect(await contact('测试走')).toBeUndefined();
  expect(await contact('测试留')).toMatchObject({ active: false });
});

test('nothing of a person stands in the audit trail of an import', async () => {
  const [{ text }] = (await program.fixtures.sql(
    `SELECT string_agg(e::text, '') AS text FROM audit_entry e WHERE e.kind LIKE 'contact.%'`,
  )) as [{ text: string }];
  expect(text).toContain('名片整理');
  for (const personal of [ANNA, '13800001111', 'example.com']) expect(text).not.toContain(personal);
});

test('a row that may mean somebody who is there is left out, unless one says otherwise', async () => {
  const known = await applied(file('陈似,C1,主任,联络人,中层,13800005555,,,'));
  expect(known).toMatchObject({ applied: 1, similarRows: 0 });
  // The same name as it is written elsewhere, and the same number: nobody's key, and most likely the same person.
  const rows = file('陳似,C1,,联络人,中层,13800005555,,,', '陈不似,C1,,联络人,中层,13800006666,,,');
  const made = await checked(rows);
  expect(made).toMatchObject({ created: 2, similarRows: 1 });
  expect((await rowsOf(made.id))[0]).toMatchObject({
    verdict: 'created',
    similar: [{ label: '陈似 (甲银行)' }],
  });
  expect(await applied(rows)).toMatchObject({ applied: 1, skipped: 1 });
  expect(await contact('陳似')).toBeUndefined();
});

test('a birthday is lunar where a column or the cell says so, and solar otherwise', async () => {
  const header = '姓名,手机,生日,生日历法,合法依据';
  const lines = [
    '农历列,13900000101,1980-02-30,农历,本人同意',
    '农历格,13900000102,农历1980年2月30日,,本人同意',
    '公历人,13900000103,1980-02-28,公历,本人同意',
    '无此日,13900000104,1980-02-30,公历,本人同意',
    '无此历,13900000105,1980-02-28,回历,本人同意',
  ];
  const { id } = await checked([header, ...lines].join('\n'));
  const { body } = await manager.get(`/api/record-imports/${id}/rows`).expect(200);
  const rows = (
    body as { items: { changes: { field: string; after: unknown }[]; faults: { column: string }[] }[] }
  ).items;
  expect(
    rows.map(({ changes }) => changes.filter(({ field }) => field === 'birthdayCalendar').length),
  ).toEqual([1, 1, 1, 0, 0]);
  expect(rows.map(({ faults }) => faults.map(({ column }) => column))).toEqual([
    [],
    [],
    [],
    ['birthday'],
    ['birthdayCalendar'],
  ]);
});

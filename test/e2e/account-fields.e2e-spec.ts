import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Account {
  id: string;
  code: string;
  version: number;
  customValues: Record<string, unknown>;
  customFields: { key: string; mayChange: boolean }[];
}
interface Field {
  id: string;
  version: number;
}

let program: TestApp;
let province: string;
let city: string;
let otherCity: string;
let admin: Caller;
let cityAdmin: Caller;
let manager: Caller;

const options = ['gold', 'silver'].map((value) => ({ value, zh: `${value}级`, en: value }));
const field = { labelZh: '字段', labelEn: 'Field', type: 'text' };

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  province = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', province, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', province, '福州');
  await fixtures.user('admin@example.test', province, ['administrator']);
  await fixtures.user('city-admin@example.test', city, ['administrator']);
  await fixtures.user('manager@example.test', city, ['account-manager']);
  admin = await program.as('admin@example.test');
  cityAdmin = await program.as('city-admin@example.test');
  manager = await program.as('manager@example.test');
  const define = (caller: Caller, body: object) =>
    caller.post('/api/account-fields', { ...field, ...body }).expect(201);
  await define(admin, { branchId: province, key: 'grade', type: 'choice', options, labelZh: '会员等级' });
  await define(admin, { branchId: province, key: 'staff', type: 'number', labelZh: '员工数' });
  await define(admin, { branchId: province, key: 'held', type: 'multi-choice', options });
  await define(cityAdmin, { branchId: city, key: 'port', labelZh: '口岸' });
});
afterAll(() => program.close());

async function create(branchId: string, code: string): Promise<Account> {
  const body = { branchId, code, name: `公司${code}`, tier: 'key' };
  return (await admin.post('/api/accounts', body).expect(201)).body as Account;
}
const fill = (account: Account, customValues: object) =>
  manager.patch(`/api/accounts/${account.id}`, { version: account.version, customValues });
const codes = async (query: string) => {
  const { body } = await manager.get(`/api/accounts?sort=code&${query}`).expect(200);
  return (body as { items: Account[] }).items.map(({ code }) => code);
};

test('a province’s fields hold for its cities, a city’s for itself alone', async () => {
  const here = await create(city, 'HERE');
  const there = await create(otherCity, 'THERE');
  expect(here.customFields.map(({ key }) => key)).toEqual(['grade', 'held', 'port', 'staff']);
  expect(there.customFields.map(({ key }) => key)).toEqual(['grade', 'held', 'staff']);
  const seen = (await manager.get(`/api/accounts/${here.id}`)).body as Account;
  expect(seen.customFields.map(({ key, mayChange }) => [key, mayChange])).toEqual([
    ['grade', false],
    ['held', false],
    ['port', true],
    ['staff', false],
  ]);
});

test('what somebody above has laid down, those below read and do not change', async () => {
  const { body } = await cityAdmin.get('/api/account-fields').expect(200);
  const grade = (body as { items: (Field & { key: string })[] }).items.find(({ key }) => key === 'grade')!;
  await cityAdmin
    .patch(`/api/account-fields/${grade.id}`, { labelZh: '改', version: grade.version })
    .expect(404);
  await manager.post('/api/account-fields', { ...field, branchId: city, key: 'no' }).expect(403);
  for (const [caller, branchId, key] of [
    [cityAdmin, city, 'grade'],
    [admin, province, 'port'],
  ] as const) {
    const again = await caller.post('/api/account-fields', { ...field, branchId, key }).expect(409);
    expect(again.body).toMatchObject({ code: 'account.field-key-taken' });
  }
});

test('values are checked, kept, told of one by one, and found', async () => {
  const told: RecordEvent[] = [];
  const listen = (event: RecordEvent) => told.push(event);
  program.app.get(EventEmitter2).on(RecordEvent.event, listen);
  const account = await create(city, 'VALUE');
  told.length = 0;
  const filled = await fill(account, {
    grade: 'gold',
    staff: 250,
    held: ['silver', 'gold'],
    port: '东渡口岸',
  }).expect(200);
  expect(filled.body).toMatchObject({ customValues: { grade: 'gold', staff: 250, port: '东渡口岸' } });
  const emptied = await fill(filled.body as Account, { port: '', staff: 260 }).expect(200);
  expect((emptied.body as Account).customValues).toEqual({
    grade: 'gold',
    staff: 260,
    held: ['silver', 'gold'],
  });
  expect(told.at(-1)).toMatchObject({
    kind: 'account.changed',
    changes: [
      { field: 'customValues.port', from: '东渡口岸', to: null },
      { field: 'customValues.staff', from: 250, to: 260 },
    ],
  });
  program.app.get(EventEmitter2).off(RecordEvent.event, listen);
  const wrong = await fill(emptied.body as Account, { grade: 'lead', nope: 1 }).expect(400);
  expect(wrong.body).toMatchObject({
    code: 'account.field-values',
    errors: [
      { path: 'customValues.grade', code: 'type' },
      { path: 'customValues.nope', code: 'unknown' },
    ],
  });
  await fill(await create(city, 'OTHER'), { grade: 'silver', staff: 30, port: '100%' }).expect(200);
  expect(await codes('custom=grade:is:gold')).toEqual(['VALUE']);
  expect(await codes('custom=held:is:silver')).toEqual(['VALUE']);
  expect(await codes('custom=staff:from:30')).toEqual(['OTHER', 'VALUE']);
  expect(await codes('custom=staff:from:30&custom=staff:to:100')).toEqual(['OTHER']);
  expect(await codes('custom=port:has:0%25')).toEqual(['OTHER']);
  expect(await codes('custom=staff:is:260&q=VALUE')).toEqual(['VALUE']);
  for (const bad of ['nope:is:1', 'staff:from:many', 'grade']) {
    await manager.get(`/api/accounts?custom=${bad}`).expect(400);
  }
});

test('an archived field takes no more values and leaves the form; its options never get lost', async () => {
  const made = await cityAdmin.post('/api/account-fields', {
    ...field,
    branchId: city,
    key: 'past',
    type: 'choice',
    options,
  });
  const { id, version } = made.body as Field;
  const lost = await cityAdmin
    .patch(`/api/account-fields/${id}`, { version, options: options.slice(1) })
    .expect(400);
  expect(lost.body).toMatchObject({ code: 'account.field-options' });
  await cityAdmin.patch(`/api/account-fields/${id}`, { version, archived: true }).expect(200);
  await cityAdmin.patch(`/api/account-fields/${id}`, { version, archived: true }).expect(412);
  const account = await create(city, 'LATE');
  expect(account.customFields.map(({ key }) => key)).not.toContain('past');
  await fill(account, { past: 'gold' }).expect(400);
});

test('the file has the list’s rows with additional fields, safe for spreadsheets', async () => {
  const account = await create(city, 'FILE');
  await fill(account, { grade: 'gold', port: '=HYPERLINK("x")' }).expect(200);
  await manager.get('/api/lists/accounts/export').expect(403);
  const { text, headers } = await cityAdmin
    .get('/api/lists/accounts/export?q=FILE&columns=code,name,custom.grade,custom.port,custom.staff')
    .expect(200);
  expect(headers['content-disposition']).toContain('accounts.csv');
  const [header, row, end] = text.replace('\uFEFF', '').split('\r\n');
  expect(header).toBe('客户编号,客户名称,会员等级,口岸,员工数');
  expect(row).toBe(`FILE,公司FILE,gold级,"'=HYPERLINK(""x"")",`);
  expect(end).toBe('');
  const english = await cityAdmin
    .get(
      `/api/lists/accounts/export?columns=code&sort=-code&filter=${encodeURIComponent('["custom.grade","in",["gold"]]')}`,
    )
    .set('accept-language', 'en');
  expect(
    english.text
      .split('\r\n')
      .slice(0, 3)
      .map((line) => line.split(',')[0]),
  ).toEqual(['\uFEFFCode', 'VALUE', 'FILE']);
});

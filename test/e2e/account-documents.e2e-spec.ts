import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Document {
  id: string;
  title: string;
  version: number;
  removedAt: string | null;
  latest: { no: number; fileName: string };
  versions: { no: number; fileName: string; note: string }[];
}

const FIRST = Buffer.from('%PDF-1.7 first');
const SECOND = Buffer.from('%PDF-1.7 second');

let program: TestApp;
let insider: Caller;
let member: Caller;
let accountId: string;
const told: RecordEvent[] = [];

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ');
  const city = await fixtures.branch('FJ-XM', root);
  const otherCity = await fixtures.branch('FJ-FZ', root);
  await fixtures.user('insider@example.test', city, ['marketer']);
  const memberId = await fixtures.user('member@example.test', otherCity, ['marketer']);
  insider = await program.as('insider@example.test');
  member = await program.as('member@example.test');
  const { body } = await insider.post('/api/accounts', {
    branchId: city,
    code: 'DOC',
    name: '甲',
    tier: 'key',
  });
  accountId = (body as { id: string }).id;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    accountId,
    memberId,
  ]);
  program.app.get(EventEmitter2).on(RecordEvent.event, (event: RecordEvent) => told.push(event));
});
afterAll(() => program.close());
beforeEach(() => (told.length = 0));

const send = (caller: Caller, route: string, bytes: Buffer, name = '合同.pdf') =>
  caller
    .send('post', route)
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', encodeURIComponent(name))
    .send(bytes);
const upload = async (query = ''): Promise<Document> =>
  (await send(insider, `/api/accounts/${accountId}/documents${query}`, FIRST).expect(201)).body as Document;
const titles = async (query = '') => {
  const { body } = await insider.get(`/api/accounts/${accountId}/documents${query}`).expect(200);
  return (body as { items: Document[] }).items.map(({ title }) => title);
};

test('every version stays as it was and comes back byte for byte under its own name', async () => {
  const { id, title } = await upload('?kind=contract&note=%E5%88%9D%E7%A8%BF');
  expect(title).toBe('合同.pdf');
  const second = await send(
    insider,
    `/api/account-documents/${id}/versions?note=two`,
    SECOND,
    '合同-改.exe',
  ).expect(201);
  expect(second.body).toMatchObject({
    latest: { no: 2, fileName: '合同-改.pdf', sizeBytes: SECOND.length, uploadedByName: 'insider' },
    versions: [
      { no: 2, note: 'two' },
      { no: 1, note: '初稿', fileName: '合同.pdf' },
    ],
  });
  const newest = await insider.get(`/api/account-documents/${id}/file`).buffer(true).expect(200);
  expect(newest.body).toEqual(SECOND);
  expect(newest.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('合同-改.pdf')}`,
    'x-content-type-options': 'nosniff',
  });
  expect((await insider.get(`/api/account-documents/${id}/file?no=1`).buffer(true)).body).toEqual(FIRST);
  await insider.get(`/api/account-documents/${id}/file?no=3`).expect(404);
  expect(told.map(({ kind }) => kind)).toEqual(['document.added', 'document.version-added']);
  expect(told[1]).toMatchObject({ related: [{ type: 'account', id: accountId }], facts: { no: 2 } });
});

test('versions sent at once get a number each', async () => {
  const { id } = await upload();
  await Promise.all(
    [1, 2, 3].map(() => send(insider, `/api/account-documents/${id}/versions`, SECOND).expect(201)),
  );
  const { body } = await insider.get(`/api/account-documents/${id}`).expect(200);
  expect((body as Document).versions.map(({ no }) => no)).toEqual([4, 3, 2, 1]);
});

test.each([
  ['a page', Buffer.from('<html><script>1</script>'), 400, 'account.document-type'],
  ['nothing', Buffer.alloc(0), 400, 'account.document-type'],
  ['too much', Buffer.concat([FIRST, Buffer.alloc(20 << 20)]), 413, 'account.document-too-large'],
])('refuses %s', async (_, bytes, status, code) => {
  const before = await titles();
  const { body } = await send(insider, `/api/accounts/${accountId}/documents`, bytes).expect(status);
  expect(body).toMatchObject({ code });
  expect(await titles()).toEqual(before);
});

test('a removed document leaves the list and keeps its versions', async () => {
  const { id, version } = await upload('?title=%E6%97%A7%E5%90%88%E5%90%8C');
  const renamed = await insider
    .patch(`/api/account-documents/${id}`, { title: '旧合同二', version })
    .expect(200);
  expect(told.at(-1)).toMatchObject({
    kind: 'document.changed',
    changes: [{ field: 'title', to: '旧合同二' }],
  });
  await insider.patch(`/api/account-documents/${id}`, { title: '迟到', version }).expect(412);
  await insider.delete(`/api/account-documents/${id}`).expect(204);
  expect((renamed.body as Document).removedAt).toBeNull();
  expect(await titles()).not.toContain('旧合同二');
  expect(await titles('?removed=true')).toEqual(['旧合同二']);
  expect((await insider.get(`/api/account-documents/${id}/file`).buffer(true).expect(200)).body).toEqual(
    FIRST,
  );
  const late = await send(insider, `/api/account-documents/${id}/versions`, SECOND).expect(409);
  expect(late.body).toMatchObject({ code: 'account.document-removed' });
});

test('a member of the service team reads the documents and changes none', async () => {
  const { id } = await upload();
  expect((await member.get(`/api/account-documents/${id}/file`).buffer(true).expect(200)).body).toEqual(
    FIRST,
  );
  const refused = await send(member, `/api/accounts/${accountId}/documents`, FIRST).expect(403);
  expect(refused.body).toMatchObject({ code: 'account.read-only' });
  await send(member, `/api/account-documents/${id}/versions`, FIRST).expect(403);
  await member.delete(`/api/account-documents/${id}`).expect(403);
});

import { encodeCursor } from '../../libs/database/keyset';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

let app: TestApp;
let admin: Caller;

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
  await app.fixtures.user('admin@test.cn', await app.fixtures.branch('P'), ['administrator']);
  admin = await app.as('admin@test.cn');
});
afterAll(() => app.close());

describe('what the database cannot take is the fault of the request, not of the program', () => {
  const id = '01890000-0000-7000-8000-000000000000';

  it.each([
    ['a page position that is no date', '/api/suppressions?sort=createdAt&cursor=', 'some day'],
    ['a page position that is no number', '/api/batches?sort=planned&cursor=', '99999999999999999999'],
    ['a page position with a letter no text can hold', '/api/accounts?sort=name&cursor=', 'a\u0000'],
  ])('%s', async (_what, route, value) => {
    const { status, body } = await admin.get(route + encodeCursor({ value, id }));
    expect([status, (body as { code: string }).code]).toEqual([400, 'request.invalid']);
  });

  it('a name with a letter no text can hold', async () => {
    const { id: branchId } = (await admin.get('/api/branches')).body.items[0];
    const account = { branchId, code: 'X', name: 'a\u0000', tier: 'key' };
    const { status, body } = await admin.post('/api/accounts', account);
    expect([status, (body as { code: string }).code]).toEqual([400, 'request.invalid']);
  });
});

import { createTestApp, type Caller, type TestApp } from '../support/test-app';

let app: TestApp;
let marketer: Caller;
let design: {
  id: string;
  version: number;
  versionNo: number;
  body: Record<string, unknown>;
  artwork: object;
};

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
  const branch = await app.fixtures.branch('P');
  await app.fixtures.user('marketer@test.cn', branch, ['marketer']);
  await app.fixtures.user('manager@test.cn', branch, ['account-manager']);
  marketer = await app.as('marketer@test.cn');
});
afterAll(() => app.close());

const upload = (caller: Caller, bytes: Buffer) =>
  caller.send('post', '/api/designs/artwork').set('content-type', 'application/octet-stream').send(bytes);

/** The smallest PNG there is: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

test('a starter is copied into the branch, with its artwork and the fields it asks for', async () => {
  const starters = await marketer.get('/api/designs/starters').expect(200);
  expect(starters.body.items.map((item: { id: string }) => item.id)).toContain('spring-festival-letter');
  const copy = { starterId: 'spring-festival-letter', name: '我们的贺函' };
  const created = await marketer.post('/api/designs', copy).expect(201);
  design = created.body;
  expect(created.body).toMatchObject({ copiedFrom: 'spring-festival-letter', versionNo: 1 });
  expect(created.body.fields).toEqual(expect.arrayContaining(['name', 'address']));
  expect((await marketer.post('/api/designs', copy).expect(409)).body.code).toBe('design.name-taken');
});

test('saving makes a new version once; a second tab is told', async () => {
  const texts = (design.body.texts as { id: string; value: string }[]).map((text) =>
    text.id === 'title' ? { ...text, value: '丁未贺岁' } : text,
  );
  const change = { body: { ...design.body, texts }, version: design.version };
  const saved = await marketer.patch(`/api/designs/${design.id}`, change).expect(200);
  expect(saved.body.versionNo).toBe(2);
  const stale = await marketer.patch(`/api/designs/${design.id}`, change).expect(412);
  expect(stale.body.code).toBe('record.stale');
  design = saved.body;
});

test('a faulty design is refused with a fault at its place, and nothing is saved', async () => {
  const pages = [
    { boxes: [{ id: 'a', kind: 'text', x: 1, y: 1, width: 10, height: 5, template: '{{constructor.x}}' }] },
  ];
  const change = { body: { ...design.body, pages }, version: design.version };
  const refused = await marketer.patch(`/api/designs/${design.id}`, change).expect(422);
  expect(refused.body.code).toBe('design.invalid');
  expect(refused.body.errors[0].path).toMatch(/^pages\.0\.boxes\.0/);
  expect((await marketer.get(`/api/designs/${design.id}`)).body.versionNo).toBe(2);
});

test('artwork is a PDF, PNG or JPEG that fits its page', async () => {
  expect((await upload(marketer, Buffer.from('PK\u0003\u0004 no picture')).expect(422)).body.code).toBe(
    'design.artwork-refused',
  );
  const { sha256 } = (await upload(marketer, PIXEL).expect(201)).body;
  const [file] = Object.keys(design.artwork);
  const broken = { ...design.body, pages: [{ artwork: { file, page: 7 }, boxes: [] }] };
  const change = { body: broken, artwork: { [file!]: sha256 }, version: design.version };
  expect((await marketer.patch(`/api/designs/${design.id}`, change).expect(422)).body.code).toBe(
    'design.invalid',
  );
  const unknown = { artwork: { [file!]: '0'.repeat(64) }, version: design.version };
  await marketer.patch(`/api/designs/${design.id}`, unknown).expect(404);
});

test('the preview is the true PDF, with what is wrong beside it', async () => {
  const { body, artwork } = design;
  const preview = await marketer.post('/api/designs/preview', { body, artwork }).expect(200);
  expect((preview.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(decodeURIComponent(preview.headers['x-findings']!))).toEqual([]);
  const long = (body.texts as { id: string; value: string }[]).map((text) =>
    text.id === 'body' ? { ...text, value: '很长。'.repeat(500) } : text,
  );
  const over = await marketer
    .post('/api/designs/preview', { body: { ...body, texts: long }, artwork })
    .expect(200);
  expect(JSON.parse(decodeURIComponent(over.headers['x-findings']!))).toMatchObject([{ code: 'overflow' }]);
});

test('who may not design may look', async () => {
  const manager = await app.as('manager@test.cn');
  await manager.get(`/api/designs/${design.id}`).expect(200);
  await manager.patch(`/api/designs/${design.id}`, { name: 'x', version: design.version }).expect(403);
});

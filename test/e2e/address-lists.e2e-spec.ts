import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import iconv from 'iconv-lite';
import type { Response } from 'supertest';
import { eventually } from '../jobs/queue-harness';
import { Caller, createTestApp, TestApp } from '../support/test-app';

let test_: TestApp;
let marketer: Caller;
let manager: Caller;
let stranger: Caller;

beforeAll(async () => {
  test_ = await createTestApp({ UPLOAD_LIMIT_MB: '1' });
  const { fixtures } = test_;
  const province = await fixtures.branch('FJ');
  const city = await fixtures.branch('FZ', province);
  const other = await fixtures.branch('XM', province);
  await fixtures.user('marketer@example.com', city, ['marketer']);
  await fixtures.user('manager@example.com', city, ['account-manager']);
  await fixtures.user('stranger@example.com', other, ['marketer']);
  [marketer, manager, stranger] = await Promise.all(
    ['marketer', 'manager', 'stranger'].map((name) => test_.as(`${name}@example.com`)),
  );
});
afterAll(() => test_.close());

interface Body {
  id: string;
  code: string;
  state: string;
  detailEn: string;
  [key: string]: unknown;
}

const bodyOf = (response: Response) => response.body as Body;
const NEW_LIST = {
  name: '春节寄递名单',
  source: '客户提供',
  purpose: '寄送新春贺信',
  legalBasis: 'contract',
  basisObtainedOn: '2026-01-05',
};
const HEADER = '姓名,单位,地址,邮编,电话,会员号';
const ROWS = [
  '林小满,,福建省福州市鼓楼区测试路1号2座301室,350001,13800000001,A1',
  '陈立冬,示例公司,福建省福州市台江区样例街22号,350009,13800000002,A2',
  '林小满,,福建省福州市鼓楼区测试路１号2座301室,350001,13800000003,A3',
  '白露,,福建省福州市仓山区虚构巷5号,35000,13800000004,A4',
  '"寒露,,福建省福州市晋安区想象路6号,350011,13800000005,A5',
  '霜降,,,350011,13800000006,A6',
];

async function newList(caller = marketer): Promise<string> {
  return bodyOf(await caller.post('/api/address-lists', NEW_LIST).expect(201)).id;
}

function upload(listId: string, content: string | Buffer, caller = marketer) {
  return caller
    .send('post', `/api/address-lists/${listId}/imports`)
    .set('content-type', 'text/csv')
    .set('x-file-name', encodeURIComponent('名单.csv'))
    .send(content);
}

async function imported(listId: string, content: string | Buffer): Promise<Body> {
  const { id } = bodyOf(await upload(listId, content).expect(201));
  await marketer.post(`/api/list-imports/${id}/start`).expect(202);
  let state: Body | undefined;
  await eventually('the import ends', async () => {
    state = bodyOf(await marketer.get(`/api/list-imports/${id}`).expect(200));
    return ['done', 'failed', 'cancelled'].includes(state.state);
  });
  return state!;
}

/** Files the storage keeps, drafts included. */
async function storedFiles(): Promise<string[]> {
  const names = await readdir(path.join(test_.config.dataDir, 'files'), { recursive: true });
  return names.filter((name) => name.endsWith('.csv') || /\.drafts\/./.test(name));
}

describe('lists', () => {
  test('are made, found, changed and stay with their branch', async () => {
    const id = await newList();
    const list = bodyOf(await marketer.get(`/api/address-lists/${id}`).expect(200));
    expect(list).toMatchObject({ ...NEW_LIST, refusal: null, recordCount: 0, basisObtainedOn: '2026-01-05' });
    const found = await marketer.get(`/api/address-lists?q=${encodeURIComponent('春节')}`).expect(200);
    expect((found.body as { items: Body[] }).items.map((item) => item.id)).toContain(id);
    const change = { name: '春节名单(改)', expiresOn: '2026-02-01', version: list.version };
    const changed = await marketer.patch(`/api/address-lists/${id}`, change).expect(200);
    expect(changed.body).toMatchObject({ name: change.name, refusal: 'basis-expired' });
    expect(bodyOf(await marketer.patch(`/api/address-lists/${id}`, change).expect(412)).code).toBe(
      'record.stale',
    );
    await stranger.get(`/api/address-lists/${id}`).expect(404);
    const theirs = await stranger.get('/api/address-lists').expect(200);
    expect((theirs.body as { items: Body[] }).items).toEqual([]);
  });

  test('need a basis with its date, an end after its beginning, and an account one can see', async () => {
    const { basisObtainedOn: _date, ...undated } = NEW_LIST;
    const refused = await marketer.post('/api/address-lists', undated).expect(422);
    expect(bodyOf(refused).code).toBe('list.basis-without-date');
    const ended = await marketer
      .post('/api/address-lists', { ...NEW_LIST, expiresOn: '2025-01-01' })
      .expect(422);
    expect(bodyOf(ended).code).toBe('list.expiry-before-basis');
    const accountId = '00000000-0000-7000-8000-000000000000';
    await marketer.post('/api/address-lists', { ...NEW_LIST, accountId }).expect(404);
    const list = bodyOf(
      await marketer.post('/api/address-lists', { ...undated, legalBasis: null }).expect(201),
    );
    expect(list.refusal).toBe('no-legal-basis');
  });

  test('take no file while archived', async () => {
    const id = await newList();
    await marketer.patch(`/api/address-lists/${id}`, { state: 'archived', version: 1 }).expect(200);
    expect(bodyOf(await upload(id, `${HEADER}\n${ROWS[0]}`).expect(409)).code).toBe('list.archived');
  });
});

describe('an import', () => {
  test('takes good rows, counts every row once and gives the rest back untouched', async () => {
    const listId = await newList();
    const file = `\ufeff${[HEADER, ...ROWS].join('\r\n')}\r\n`;
    const first = bodyOf(await upload(listId, file).expect(201));
    expect(first).toMatchObject({
      state: 'uploaded',
      encoding: 'utf-8',
      delimiter: ',',
      fileName: '名单.csv',
    });
    expect(first.mapping).toEqual({
      fields: { name: 0, company: 1, address: 2, postcode: 3, phone: 4 },
      extra: [5],
    });
    const preview = await marketer.get(`/api/list-imports/${first.id}/preview`).expect(200);
    const reasons = (preview.body as { rows: { reason: string | null }[] }).rows.map((row) => row.reason);
    expect(reasons).toEqual([null, null, null, 'postcode-zero-lost', 'quotes-unmatched', 'address-missing']);
    const done = await imported(listId, file);
    expect(done).toMatchObject({
      state: 'done',
      rows: 6,
      accepted: 2,
      duplicates: 1,
      rejected: 3,
      error: null,
    });
    expect(done.bytesDone).toBe(Buffer.byteLength(file));
    const rejects = await marketer.get(`/api/list-imports/${done.id}/rejects`).expect(200);
    expect(rejects.headers['content-disposition']).toContain(encodeURIComponent('名单-rejects.csv'));
    const [header, ...lines] = rejects.text.trimEnd().split('\r\n');
    expect(header).toBe(`\ufeff行号,原因,reason,${HEADER}`);
    expect(lines).toHaveLength(3);
    [ROWS[3]!, ROWS[4]!, ROWS[5]!].forEach((row, i) => {
      expect(lines[i]).toMatch(new RegExp(`^${i + 5},"[^"]+","[^"]+",`));
      expect(lines[i]!.endsWith(row)).toBe(true);
    });
    expect(bodyOf(await marketer.get(`/api/address-lists/${listId}`)).recordCount).toBe(2);
    const again = await imported(listId, file);
    expect(again).toMatchObject({ rows: 6, accepted: 0, duplicates: 3, rejected: 3 });
    const imports = await marketer.get(`/api/address-lists/${listId}/imports`).expect(200);
    expect((imports.body as { total: number }).total).toBe(3);
  });

  test('reads GBK and other delimiters, and keeps only the columns it is told to', async () => {
    const listId = await newList();
    const gbk = iconv.encode('姓名;地址;邮编\n谷雨;福建省莆田市城厢区虚拟路7号;351100\n', 'gbk');
    const file = bodyOf(await upload(listId, gbk).expect(201));
    expect(file).toMatchObject({ encoding: 'gb18030', delimiter: ';', header: ['姓名', '地址', '邮编'] });
    const mapping = { fields: { name: 0, address: 1 }, extra: [] };
    await marketer.put(`/api/list-imports/${file.id}/mapping`, mapping).expect(200);
    await marketer.post(`/api/list-imports/${file.id}/start`).expect(202);
    await eventually(
      'done',
      async () => bodyOf(await marketer.get(`/api/list-imports/${file.id}`)).state === 'done',
    );
    const page = await marketer
      .get(`/api/address-lists/${listId}/records?unmasked=true`)
      .set('x-reason', encodeURIComponent('核对导入结果'))
      .expect(200);
    expect((page.body as { items: Body[] }).items).toMatchObject([
      { name: '谷雨', address: '福建省莆田市城厢区虚拟路7号', postcode: '', extra: {}, rowNumber: 2 },
    ]);
  });

  test('starts once, with a mapping that fits and is complete', async () => {
    const listId = await newList();
    const { id, mapping } = bodyOf(await upload(listId, 'a,b\n福州市测试路1号,x\n').expect(201));
    expect(mapping).toMatchObject({ fields: { address: 0 } });
    const start = () => marketer.post(`/api/list-imports/${id}/start`);
    expect(bodyOf(await start().expect(422)).code).toBe('import.mapping-incomplete');
    const unfit = { fields: { address: 0, name: 2 }, extra: [] };
    expect(bodyOf(await marketer.put(`/api/list-imports/${id}/mapping`, unfit).expect(422)).code).toBe(
      'import.mapping-unfit',
    );
    const twice = { fields: { address: 0, name: 1 }, extra: [1] };
    await marketer.put(`/api/list-imports/${id}/mapping`, twice).expect(422);
    await marketer.put(`/api/list-imports/${id}/mapping`, { fields: { address: 0, name: 1 } }).expect(200);
    const statuses = (await Promise.all([start(), start()])).map((response) => response.status);
    expect(statuses.sort()).toEqual([202, 409]);
    await marketer.put(`/api/list-imports/${id}/mapping`, { fields: { address: 0, name: 1 } }).expect(409);
  });

  test('cancelled before it starts imports nothing and keeps no file', async () => {
    const listId = await newList();
    const before = new Set(await storedFiles());
    const { id } = bodyOf(await upload(listId, [HEADER, ...ROWS].join('\n')).expect(201));
    const [file] = (await storedFiles()).filter((name) => !before.has(name));
    expect(file).toContain('uploads');
    await marketer.post(`/api/list-imports/${id}/cancel`).expect(200);
    expect(bodyOf(await marketer.post(`/api/list-imports/${id}/start`).expect(409)).code).toBe(
      'import.state',
    );
    await marketer.post(`/api/list-imports/${id}/cancel`).expect(409);
    await eventually('the file is gone', async () => !(await storedFiles()).includes(file!));
  });

  test('tells its progress as events until it has ended', async () => {
    const listId = await newList();
    const done = await imported(listId, [HEADER, ...ROWS].join('\n'));
    const events = await marketer.get(`/api/list-imports/${done.id}/progress`).expect(200);
    expect(events.headers['content-type']).toContain('text/event-stream');
    const [last] = events.text.trim().split('\n\n').slice(-1);
    expect(JSON.parse(last!.replace(/^data: /, ''))).toMatchObject({ state: 'done', rows: 6, accepted: 2 });
  });
});

describe('a file that cannot be a list is refused with what to do, and leaves nothing behind:', () => {
  const longLine = Buffer.alloc(900 * 1024, '长');
  const row = `${HEADER}\n${ROWS[0]}\n`;
  test.each<[string, Buffer | string, number, string, string]>([
    ['empty', '', 422, 'import.empty-file', 'empty'],
    ['only a byte order mark', '\ufeff', 422, 'import.empty-file', 'empty'],
    ['header only', `${HEADER}\r\n`, 422, 'import.header-only', 'header'],
    [
      'a spreadsheet or zip bomb',
      Buffer.from('504b0304140000', 'hex'),
      422,
      'import.spreadsheet-file',
      'CSV UTF-8',
    ],
    [
      'an old spreadsheet',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      422,
      'import.spreadsheet-file',
      'CSV UTF-8',
    ],
    ['a PDF', '%PDF-1.7 x', 422, 'import.not-text', 'text file'],
    [
      'NUL bytes',
      Buffer.concat([Buffer.from(row), Buffer.from([0, 1])]),
      422,
      'import.not-text',
      'text file',
    ],
    ['UTF-16', Buffer.from(`\ufeff${row}`, 'utf16le'), 422, 'import.utf16', 'UTF-16'],
    [
      'bad bytes',
      Buffer.concat([Buffer.from(row), Buffer.from([0xe7, 0x0a])]),
      422,
      'import.bad-encoding',
      'Row 3',
    ],
    ['too large', Buffer.alloc(1024 * 1024 + 1, 'a'), 413, 'import.file-too-large', '1 MB'],
    ['201 columns', `${Array(201).fill('a').join(',')}\nb\n`, 422, 'import.too-many-columns', '200 columns'],
    ['one line only', longLine, 422, 'import.header-only', 'header'],
  ])('%s', async (_what, content, status, code, words) => {
    const listId = await newList();
    const before = await storedFiles();
    const refused = await upload(listId, content);
    expect({ status: refused.status, code: bodyOf(refused).code }).toEqual({ status, code });
    expect(bodyOf(refused).detailEn).toContain(words);
    expect(await storedFiles()).toEqual(before);
    const imports = await marketer.get(`/api/address-lists/${listId}/imports`).expect(200);
    expect((imports.body as { total: number }).total).toBe(0);
  });

  test('a connection that breaks off', async () => {
    const listId = await newList();
    const before = await storedFiles();
    const { hostname, port } = new URL(test_.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const cookie = marketer.get('/').get('cookie') as unknown as string;
    socket.write(
      `POST /api/address-lists/${listId}/imports HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\n` +
        `x-csrf-token: ${marketer.csrfToken}\r\ncontent-type: text/csv\r\nx-file-name: a.csv\r\n` +
        `content-length: 500000\r\n\r\n${row}`,
    );
    await eventually('the file comes in', async () => (await storedFiles()).length > before.length);
    socket.destroy();
    await eventually('nothing is left', async () => (await storedFiles()).length === before.length);
    const imports = await marketer.get(`/api/address-lists/${listId}/imports`).expect(200);
    expect((imports.body as { total: number }).total).toBe(0);
  });

  test('one too large that did not say so', async () => {
    const listId = await newList();
    const before = await storedFiles();
    const headers = {
      cookie: marketer.get('/').get('cookie') as unknown as string,
      'x-csrf-token': marketer.csrfToken,
      'content-type': 'text/csv',
      'x-file-name': 'a.csv',
    };
    const sending = httpRequest(`${test_.url}/api/address-lists/${listId}/imports`, {
      method: 'POST',
      headers,
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    for (let i = 0; i < 5; i += 1) sending.write(Buffer.alloc(1 << 18, 'a,b\n'));
    sending.end();
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(413);
    expect(await storedFiles()).toEqual(before);
  });

  test('a form instead of the file, or no name', async () => {
    const listId = await newList();
    const route = `/api/address-lists/${listId}/imports`;
    const form = await marketer.send('post', route).attach('file', Buffer.from(row), 'a.csv');
    expect(bodyOf(form).code).toBe('import.media-type');
    const nameless = await marketer.send('post', route).set('content-type', 'text/csv').send(row).expect(400);
    expect(bodyOf(nameless).code).toBe('import.file-name-missing');
  });
});

describe('records', () => {
  test('are masked unless permission and reason say otherwise', async () => {
    const listId = await newList();
    await imported(listId, [HEADER, ...ROWS].join('\n'));
    const route = `/api/address-lists/${listId}/records`;
    const expected = { name: '林**', phone: '138******01', address: '福建省福州市鼓楼区测试路***' };
    for (const caller of [marketer, manager]) {
      const page = await caller.get(route).expect(200);
      expect((page.body as { total: number }).total).toBe(2);
      expect((page.body as { items: Body[] }).items[0]).toMatchObject({
        ...expected,
        extra: { 会员号: '***' },
      });
      expect(page.text).not.toContain('13800000001');
      expect(page.text).not.toContain('301室');
    }
    const reason = encodeURIComponent('客户来电核对');
    await manager.get(`${route}?unmasked=true`).set('x-reason', reason).expect(403);
    expect(bodyOf(await marketer.get(`${route}?unmasked=true`).expect(400)).code).toBe(
      'records.reason-required',
    );
    const full = await marketer.get(`${route}?unmasked=true`).set('x-reason', reason).expect(200);
    expect((full.body as { items: Body[] }).items[0]).toMatchObject({ name: '林小满', phone: '13800000001' });
    expect(full.headers['cache-control']).toBe('no-store');
  });

  test('come by pages in the order of the file, and by row number or postcode', async () => {
    const listId = await newList();
    const rows = Array.from({ length: 7 }, (_, i) => `测试${i},,福州市演示路${i}号,3500${10 + i},,`);
    await imported(listId, [HEADER, ...rows].join('\n'));
    const route = `/api/address-lists/${listId}/records`;
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await marketer.get(`${route}?limit=3${cursor && `&cursor=${cursor}`}`).expect(200);
      const body = page.body as { items: Body[]; nextCursor: string | null; total: number };
      expect(body.total).toBe(7);
      seen.push(...body.items.map((item) => item.rowNumber));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const byPostcode = await marketer.get(`${route}?q=350012`).expect(200);
    expect((byPostcode.body as { items: Body[] }).items).toMatchObject([{ rowNumber: 4 }]);
    const byRow = await marketer.get(`${route}?q=7`).expect(200);
    expect((byRow.body as { items: Body[] }).items).toMatchObject([{ rowNumber: 7 }]);
  });
});

describe('a refusal', () => {
  const refused = {
    name: '林小满',
    address: '福建省福州市鼓楼区测试路1号 2座301室',
    reason: 'asked',
    source: '来电',
  };

  test('given to any branch holds in every branch, is kept as a hash only, and ends with its last entry', async () => {
    const listId = await newList();
    await imported(listId, [HEADER, ...ROWS].join('\n'));
    const refusals = async () => {
      const page = await marketer.get(`/api/address-lists/${listId}/records`).expect(200);
      return (page.body as { items: Body[] }).items.map((item) => item.refusal);
    };
    expect(await refusals()).toEqual([null, null]);
    const theirs = bodyOf(await stranger.post('/api/suppressions', refused).expect(201));
    expect(await refusals()).toEqual(['suppressed', null]);
    expect(bodyOf(await stranger.post('/api/suppressions', refused).expect(409)).code).toBe(
      'suppression.exists',
    );
    const ours = bodyOf(await marketer.post('/api/suppressions', refused).expect(201));
    const [stored] = await test_.fixtures.sql<{ text: string }>(
      `SELECT string_agg(s::text, '') AS text FROM suppression s`,
    );
    expect(stored!.text).not.toContain('小满');
    expect(stored!.text).not.toContain('测试路');
    const page = await marketer.get('/api/suppressions').expect(200);
    expect((page.body as { items: Body[] }).items.map((item) => item.id)).toEqual([ours.id]);
    await marketer.delete(`/api/suppressions/${theirs.id}`).expect(404);
    await stranger.delete(`/api/suppressions/${theirs.id}`).expect(204);
    expect(await refusals()).toEqual(['suppressed', null]);
    await marketer.delete(`/api/suppressions/${ours.id}`).expect(204);
    expect(await refusals()).toEqual([null, null]);
  });

  test('of an address covers everybody there; one of a person takes a name', async () => {
    const listId = await newList();
    await imported(listId, [HEADER, ...ROWS].join('\n'));
    const address = '福建省福州市台江区样例街22号';
    const entry = { kind: 'address', address, reason: 'complaint' };
    const { id } = bodyOf(await marketer.post('/api/suppressions', entry).expect(201));
    const page = await marketer.get(`/api/address-lists/${listId}/records`).expect(200);
    expect((page.body as { items: Body[] }).items.map((item) => item.refusal)).toEqual([null, 'suppressed']);
    await marketer.delete(`/api/suppressions/${id}`).expect(204);
    const nameless = { kind: 'person', address, reason: 'asked' };
    expect(bodyOf(await marketer.post('/api/suppressions', nameless).expect(422)).code).toBe(
      'suppression.incomplete',
    );
    await manager.post('/api/suppressions', entry).expect(403);
  });
});

test('another branch finds nothing on any route', async () => {
  const listId = await newList();
  const done = await imported(listId, [HEADER, ...ROWS].join('\n'));
  const { id } = bodyOf(await upload(listId, [HEADER, ...ROWS].join('\n')).expect(201));
  const { id: suppressionId } = bodyOf(
    await marketer
      .post('/api/suppressions', { kind: 'address', address: '福州市无人路1号', reason: 'other' })
      .expect(201),
  );
  const answers = await Promise.all([
    stranger.get(`/api/address-lists/${listId}`),
    stranger.patch(`/api/address-lists/${listId}`, { name: 'x', version: 1 }),
    stranger.get(`/api/address-lists/${listId}/records`),
    stranger.get(`/api/address-lists/${listId}/records?unmasked=true`).set('x-reason', 'because'),
    stranger.get(`/api/address-lists/${listId}/imports`),
    upload(listId, [HEADER, ...ROWS].join('\n'), stranger),
    stranger.get(`/api/list-imports/${id}`),
    stranger.get(`/api/list-imports/${id}/preview`),
    stranger.put(`/api/list-imports/${id}/mapping`, { fields: { address: 0, name: 1 }, extra: [] }),
    stranger.post(`/api/list-imports/${id}/start`),
    stranger.post(`/api/list-imports/${id}/cancel`),
    stranger.get(`/api/list-imports/${id}/progress`),
    stranger.get(`/api/list-imports/${done.id}/rejects`),
    stranger.delete(`/api/suppressions/${suppressionId}`),
    stranger.post('/api/address-lists', {
      ...NEW_LIST,
      branchId: (await marketer.get('/api/branches')).body.items[0].id,
    }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404));
  expect(bodyOf(await marketer.get(`/api/list-imports/${id}`).expect(200)).state).toBe('uploaded');
});

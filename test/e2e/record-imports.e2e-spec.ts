import { RecordImportRunner } from '../../src/records/import/record-import.runner';
import { RecordImportsRepository } from '../../src/records/import/record-imports.repository';
import { type Caller, createTestApp, type TestApp, viewer } from '../support/test-app';

let program: TestApp;
let city: string;
let farBranch: string;
let managerId: string;
let manager: Caller;
let outsider: Caller;
let reader: Caller;

const HEADER = '客户编号,客户名称,等级,所属局,总机电话,标签,人数';
const file = (...lines: string[]) => [HEADER, ...lines].join('\n');

interface Made {
  id: string;
  state: string;
  rows: number;
  mapping: Record<string, number>;
  samples: string[][];
  [count: string]: unknown;
}
interface Row {
  rowNumber: number;
  verdict: string;
  outcome: string;
  recordId: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
  faults: { column: string | null; code: string; zh: string }[];
  similar: { label: string }[];
}

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  await fixtures.branch('FJ-FZ', root, '福州');
  const other = await fixtures.branch('GD', null, '外省');
  farBranch = other;
  managerId = await fixtures.user('manager@example.test', city, ['account-manager']);
  await fixtures.user('admin@example.test', root, ['administrator']);
  await fixtures.user('outsider@example.test', other, ['administrator']);
  await fixtures.user('reader@example.test', city, ['operator']);
  manager = await program.as('manager@example.test');
  outsider = await program.as('outsider@example.test');
  reader = await program.as('reader@example.test');
  const field = { branchId: root, key: 'staff', labelZh: '人数', labelEn: 'Staff', type: 'number' };
  await (await program.as('admin@example.test')).post('/api/account-fields', field).expect(201);
});
afterAll(() => program.close());

const run = (id: string) =>
  program.app.get(RecordImportRunner, { strict: false }).run(id, new AbortController().signal);

async function upload(content: string | Buffer, caller = manager, list = 'accounts'): Promise<Made> {
  const { body } = await caller
    .send('post', `/api/lists/${list}/imports`)
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', encodeURIComponent('客户.csv'))
    .send(content)
    .expect(201);
  return body as Made;
}

const stateOf = async (id: string) =>
  (await manager.get(`/api/record-imports/${id}`).expect(200)).body as Made;
const rowsOf = async (id: string, query = '') =>
  ((await manager.get(`/api/record-imports/${id}/rows${query}`).expect(200)).body as { items: Row[] }).items;

async function checked(content: string | Buffer): Promise<Made> {
  const { id } = await upload(content);
  await manager.post(`/api/record-imports/${id}/check`).expect(202);
  await run(id);
  return stateOf(id);
}

async function applied(content: string, body: object = {}): Promise<Made> {
  const { id } = await checked(content);
  await manager.post(`/api/record-imports/${id}/apply`, body).expect(202);
  await run(id);
  return stateOf(id);
}

async function undone(id: string): Promise<Made> {
  await manager.post(`/api/record-imports/${id}/undo`).expect(202);
  await run(id);
  return stateOf(id);
}

const account = async (code: string) => {
  const { body } = await manager.get(`/api/accounts?q=${code}`).expect(200);
  const found = (body as { items: { id: string; code: string }[] }).items.find((one) => one.code === code);
  return (
    found && ((await manager.get(`/api/accounts/${found.id}`).expect(200)).body as Record<string, unknown>)
  );
};
const make = async (code: string, over: object = {}) =>
  (
    (
      await manager
        .post('/api/accounts', { branchId: city, code, name: `客户${code}`, tier: 'key', ...over })
        .expect(201)
    ).body as { id: string }
  ).id;

describe('a dry run', () => {
  test('says on its way how many rows it has looked at', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => `W${at},途中${at},一般,,,,`);
    const { id } = await upload(file(...rows));
    await manager.post(`/api/record-imports/${id}/check`).expect(202);
    const left = new AbortController();
    const imports = program.app.get(RecordImportsRepository, { strict: false });
    const counting = imports.countChecked.bind(imports);
    const spy = jest.spyOn(imports, 'countChecked').mockImplementationOnce(async (...given) => {
      const held = await counting(...given);
      left.abort();
      return held;
    });
    await program.app
      .get(RecordImportRunner, { strict: false })
      .run(id, left.signal)
      .catch(() => undefined);
    spy.mockRestore();
    expect(await stateOf(id)).toMatchObject({ state: 'checking', rows: 600, created: 500, faulty: 0 });
    await run(id);
    expect(await stateOf(id)).toMatchObject({ state: 'checked', created: 600 });
  });

  test('says what every row would come to, and writes nothing', async () => {
    await make('D1', { phone: '0592-1111111' });
    await make('D2');
    const made = await checked(
      file(
        'D1,客户D1,重点,,0592-2222222,,',
        'D2,,,,,,',
        'D3,新客户,一般,FJ-XM,,银行、季度,12',
        'D4,坏电话,重点,,abc,,',
        'D5,外局,重点,GD,,,',
        'D5,别局,重点,FJ-FZ,,,',
        'D6,没等级,,,,,',
        'D7,坏人数,重点,,,,许多',
        'D3,又一个,一般,,,,',
        '"D9,引号,重点',
        'D8,客户 Ｄ１,key,,,,',
      ),
    );
    expect(made).toMatchObject({
      state: 'checked',
      rows: 11,
      created: 2,
      changed: 1,
      unchanged: 1,
      faulty: 7,
      similarRows: 1,
    });
    const rows = await rowsOf(made.id);
    expect(rows.map(({ verdict }) => verdict)).toEqual([
      ...['changed', 'unchanged', 'created', 'faulty', 'faulty', 'faulty'],
      ...['faulty', 'faulty', 'faulty', 'faulty', 'created'],
    ]);
    expect(rows[0]!.changes).toEqual([{ field: 'phone', before: '0592-1111111', after: '0592-2222222' }]);
    expect(rows.flatMap(({ faults }) => faults.map(({ column, code }) => [column, code]))).toEqual([
      ['phone', 'unfit'],
      ['branch', 'branch-out-of-reach'],
      ['branch', 'branch-out-of-reach'],
      ['tier', 'required'],
      ['custom.staff', 'unfit'],
      [null, 'twice'],
      [null, 'quotes'],
    ]);
    expect(rows[10]!.similar).toEqual([expect.objectContaining({ label: '客户D1 (D1)' })]);
    expect(await account('D3')).toBeUndefined();
    expect(await account('D1')).toMatchObject({ phone: '0592-1111111', version: 1 });
    expect(await rowsOf(made.id, '?kind=faulty&after=7&limit=2')).toHaveLength(2);
  });

  test('is of any mapping: columns are guessed, and can be changed', async () => {
    const made = await upload('甲,乙,丙\nM1,一般,映射客户\n');
    expect(made).toMatchObject({ mapping: {}, samples: [['M1', '一般', '映射客户']] });
    await manager.post(`/api/record-imports/${made.id}/check`).expect(409);
    const wrong = { mapping: { code: 0, name: 0 } };
    await manager.put(`/api/record-imports/${made.id}/mapping`, wrong).expect(400);
    const right = { mapping: { code: 0, tier: 1, name: 2 } };
    await manager.put(`/api/record-imports/${made.id}/mapping`, right).expect(200);
    await manager.post(`/api/record-imports/${made.id}/check`).expect(202);
    await run(made.id);
    expect(await stateOf(made.id)).toMatchObject({ state: 'checked', created: 1 });
    await manager.put(`/api/record-imports/${made.id}/mapping`, right).expect(200);
    expect(await stateOf(made.id)).toMatchObject({ state: 'uploaded', created: 0 });
  });

  test('gives the faulty rows as they stood, which can be sent in again', async () => {
    const made = await checked(file('F1,=坏,最高,,,,', 'F2,好的,重点,,,,'));
    const { text, headers } = await manager.get(`/api/record-imports/${made.id}/faults`).expect(200);
    expect(headers['content-type']).toContain('text/csv');
    const [header, line, rest] = text.replace('\ufeff', '').split('\r\n');
    expect(header).toBe(`行号,原因,Reason,${HEADER}`);
    expect(line).toMatch(/^2,“等级”填写有误.*,'=坏,最高/);
    expect(rest).toBe('');
    const again = await checked(text.replace('最高', '重点'));
    expect(again).toMatchObject({ created: 1, faulty: 0 });
    expect((await rowsOf(again.id))[0]!.changes).toContainEqual({
      field: 'name',
      before: null,
      after: '=坏',
    });
  });
});

describe('an import', () => {
  test('does what was shown, tells each history why, and keeps no more than undoing needs', async () => {
    await make('A1');
    const made = await applied(file('A1,改名,,,,,', 'A2,新的,一般,,,银行,7', 'A3,,一般,,,,'), {
      reason: '年初名单',
    });
    expect(made).toMatchObject({ state: 'done', created: 1, changed: 1, faulty: 1, applied: 2, refused: 0 });
    expect(await account('A1')).toMatchObject({ name: '改名', version: 2 });
    const fresh = await account('A2');
    expect(fresh).toMatchObject({
      name: '新的',
      tier: 'standard',
      tags: ['银行'],
      customValues: { staff: 7 },
    });
    const { body } = await manager.get(`/api/accounts/${fresh!.id as string}/timeline`).expect(200);
    expect(JSON.stringify(body)).toContain('年初名单');
    const kept = await program.fixtures.sql<{ cells: number }>(
      `SELECT cardinality(cells) AS cells FROM record_import_row WHERE import_id = $1 AND outcome = 'applied'`,
      [made.id],
    );
    expect(kept).toEqual([{ cells: 0 }, { cells: 0 }]);
  });

  test('leaves alone what somebody changed after the check, and says so', async () => {
    const id = await make('B1');
    const made = await checked(file('B1,导入名,,,,,', 'B2,新客户B2,重点,,,,'));
    await manager.patch(`/api/accounts/${id}`, { name: '别人改的', version: 1 }).expect(200);
    await make('B2');
    await manager.post(`/api/record-imports/${made.id}/apply`, {}).expect(202);
    await run(made.id);
    expect(await stateOf(made.id)).toMatchObject({ state: 'done', applied: 0, refused: 2 });
    expect(await account('B1')).toMatchObject({ name: '别人改的' });
    expect((await rowsOf(made.id, '?kind=refused')).map(({ faults }) => faults[0]!.code)).toEqual([
      'changed-since',
      'changed-since',
    ]);
  });

  test('leaves out what may be there already, and hands it back with the reason', async () => {
    await make('S1', { name: '似曾企业' });
    const made = await applied(
      file('S2,似曾企业有限公司,重点,,,,', 'S3,另一家,重点,,,,', 'S4,坏电话,重点,,abc,,'),
    );
    expect(made).toMatchObject({ created: 2, applied: 1, skipped: 1, faulty: 1, similarRows: 1 });
    expect(await account('S2')).toBeUndefined();
    const [left] = await rowsOf(made.id, '?kind=skipped');
    expect(left).toMatchObject({ rowNumber: 2, similar: [{ label: '似曾企业 (S1)' }] });
    expect(left!.faults).toEqual([expect.objectContaining({ code: 'likely-duplicate' })]);
    const { text } = await manager.get(`/api/record-imports/${made.id}/faults`).expect(200);
    const lines = text.split('\r\n').slice(1, -1);
    expect(lines).toEqual([
      expect.stringMatching(/^2,系统中可能已有此记录.*S2,似曾企业有限公司/),
      expect.stringMatching(/^4,.*S4,坏电话/),
    ]);
    const again = await applied(text, { skipSimilar: false });
    expect(again).toMatchObject({ created: 1, applied: 1, skipped: 0, similarRows: 1, skipSimilar: false });
    const { id } = (await account('S2')) as { id: string };
    const { body } = await manager.get(`/api/account-duplicates?recordId=${id}`).expect(200);
    expect(body).toMatchObject({ items: [{ likely: true }] });
  });

  test('tells of no record that is out of sight', async () => {
    const hidden = { branchId: farBranch, code: 'Z1', name: '远方企业', tier: 'key' };
    await outsider.post('/api/accounts', hidden).expect(201);
    expect(await checked(file('Z2,远方企业,重点,,,,'))).toMatchObject({ created: 1, similarRows: 0 });
  });

  test('is seen by its maker alone', async () => {
    const made = await checked(file('X1,甲,重点,,,,'));
    for (const route of ['', '/rows', '/faults', '/progress'])
      await outsider.get(`/api/record-imports/${made.id}${route}`).expect(404);
    await outsider.post(`/api/record-imports/${made.id}/apply`, {}).expect(404);
    await (await program.as('admin@example.test')).get(`/api/record-imports/${made.id}`).expect(404);
    await reader
      .send('post', '/api/lists/accounts/imports')
      .set('x-file-name', 'x.csv')
      .send(file('a'))
      .expect(404);
  });

  test('of a killed worker is carried on, each row once', async () => {
    const lines = Array.from({ length: 1_200 }, (_, i) => `K${i},批量客户${i},一般,,,,`);
    const made = await checked(file(...lines));
    await manager.post(`/api/record-imports/${made.id}/apply`, {}).expect(202);
    // Its second chunk is cut off in the middle: nothing of it stays.
    await program.fixtures.sql(
      `ALTER TABLE key_account ADD CONSTRAINT ck_killed CHECK (code <> 'K700') NOT VALID`,
    );
    await expect(run(made.id)).rejects.toThrow();
    expect(await stateOf(made.id)).toMatchObject({ state: 'running', applied: 500 });
    await program.fixtures.sql('ALTER TABLE key_account DROP CONSTRAINT ck_killed');
    await Promise.all([run(made.id), run(made.id)]);
    expect(await stateOf(made.id)).toMatchObject({ state: 'done', applied: 1_200 });
    const [row] = await program.fixtures.sql<{ count: number }>(
      `SELECT count(*)::integer AS count FROM key_account WHERE code LIKE 'K%' AND name LIKE '批量客户%'`,
    );
    expect(row!.count).toBe(1_200);
    expect(await undone(made.id)).toMatchObject({ state: 'undone', removed: 1_200, kept: 0 });
  }, 60_000);

  test('that is taken back leaves nothing behind by which its records were recognised', async () => {
    await make('W1', { name: '回退企业' });
    const made = await applied(file('W2,回退企业,重点,,,,'), { skipSimilar: false });
    const { id } = (await account('W2')) as { id: string };
    const first = (await account('W1')) as { id: string };
    await manager.post('/api/account-duplicates', { firstId: first.id, secondId: id }).expect(204);
    const known = () =>
      program.fixtures.sql(
        `SELECT rule FROM record_match_key WHERE record_id = $1 UNION ALL
         SELECT rule FROM duplicate_pair WHERE $1 IN (first_id, second_id) UNION ALL
         SELECT 'dismissed' FROM duplicate_dismissal WHERE $1 IN (first_id, second_id)`,
        [id],
      );
    expect((await known()).length).toBeGreaterThan(3);
    expect(await undone(made.id)).toMatchObject({ removed: 1 });
    expect(await known()).toEqual([]);
  });

  test('that is stopped on its way leaves the rest out', async () => {
    const made = await checked(file('T1,甲停,重点,,,,', 'T2,乙停,重点,,,,'));
    await manager.post(`/api/record-imports/${made.id}/apply`, {}).expect(202);
    await manager.post(`/api/record-imports/${made.id}/cancel`).expect(200);
    await run(made.id);
    expect(await stateOf(made.id)).toMatchObject({ state: 'stopped', applied: 0, skipped: 2 });
    expect(await account('T1')).toBeUndefined();
    expect(await rowsOf(made.id, '?kind=skipped')).toHaveLength(2);
    const { text } = await manager.get(`/api/record-imports/${made.id}/faults`).expect(200);
    expect(text).toMatch(/2,导入在此行之前已停止.*T1,甲停[^]*3,导入在此行之前已停止.*T2,乙停/);
  });
});

describe('undoing', () => {
  test('removes what nobody touched, puts out of use what something hangs on, and keeps what was changed since', async () => {
    const changed = await make('U1', { phone: '0592-1111111' });
    const touched = await make('U2', { phone: '0592-1111111' });
    const made = await applied(
      file(
        'U1,,,,0592-3333333,,',
        'U2,,,,0592-3333333,,',
        'U3,没人碰,重点,,,,',
        'U4,有联系人,重点,,,,',
        'U5,有人改,重点,,,,',
      ),
    );
    expect(made).toMatchObject({ applied: 5 });
    const position = { accountId: (await account('U4'))!.id, role: 'user', rank: 'staff' };
    await manager.post('/api/contacts', { name: '测试人', position }).expect(201);
    const mine = await account('U5');
    await manager.patch(`/api/accounts/${mine!.id as string}`, { name: '我改的', version: 1 }).expect(200);
    await manager.patch(`/api/accounts/${touched}`, { phone: '0592-9999999', version: 2 }).expect(200);
    await manager.patch(`/api/accounts/${changed}`, { name: '只改了名', version: 2 }).expect(200);
    expect(await undone(made.id)).toMatchObject({
      state: 'undone',
      removed: 1,
      archived: 1,
      restored: 1,
      kept: 2,
    });
    expect(await account('U1')).toMatchObject({ tier: 'key', phone: '0592-1111111', name: '只改了名' });
    expect(await account('U2')).toMatchObject({ phone: '0592-9999999' });
    expect(await account('U3')).toBeUndefined();
    expect(await account('U4')).toMatchObject({ active: false });
    expect(await account('U5')).toMatchObject({ name: '我改的', active: true });
    await manager.post(`/api/record-imports/${made.id}/undo`).expect(409);
  });

  test('ends with what is kept of the rows: first the faulty ones, then the rest', async () => {
    const made = await applied(file('V1,甲忘,重点,,,,', 'V2,坏,,,,,'));
    const left = async () =>
      (await program.fixtures.sql('SELECT 1 FROM record_import_row WHERE import_id = $1', [made.id])).length;
    const later = () =>
      program.fixtures.sql('UPDATE record_import SET forget_at = now() WHERE id = $1', [made.id]);
    const forget = () => program.app.get(RecordImportRunner, { strict: false }).forget(made.id);
    await forget();
    expect(await left()).toBe(2);
    await later();
    await forget();
    expect(await left()).toBe(1);
    await program.fixtures.sql('UPDATE record_import SET undo_until = now() WHERE id = $1', [made.id]);
    await later();
    await forget();
    expect(await left()).toBe(0);
    await manager.post(`/api/record-imports/${made.id}/undo`).expect(409);
  });

  test('of nothing: an upload nobody started is forgotten after a day', async () => {
    const made = await upload(file('W1,甲,重点,,,,'));
    await program.fixtures.sql('UPDATE record_import SET forget_at = now() WHERE id = $1', [made.id]);
    await program.app.get(RecordImportRunner, { strict: false }).forget(made.id);
    expect(await stateOf(made.id)).toMatchObject({ state: 'cancelled', samples: [] });
  });
});

describe('the database itself', () => {
  const own = () => viewer(managerId, [city], ['accounts:read', 'accounts:write']);
  const removed = (code: string) =>
    program.database.asViewer(own(), async () => {
      const [, count]: [unknown, number] = await program.database.manager.query(
        'DELETE FROM key_account WHERE code = $1',
        [code],
      );
      return count;
    });

  test('lets nobody delete an account but what their own import made', async () => {
    await make('N1');
    await applied(file('N2,导入的,重点,,,,'));
    expect(await removed('N1')).toBe(0);
    expect(await removed('N2')).toBe(1);
  });

  test('keeps no sums that do not add up', async () => {
    const { id } = await applied(file('Z1,甲数,重点,,,,'));
    for (const wrong of ['created = created + 1', 'applied = applied - 1', `state = 'undone'`]) {
      const change = program.fixtures.sql(`UPDATE record_import SET ${wrong} WHERE id = $1`, [id]);
      await expect(change).rejects.toThrow(/ck_record_import/);
    }
  });

  test('rolls a chunk back whose import was stopped in the middle of it', async () => {
    const made = await checked(file('Y1,甲半,重点,,,,', 'Y2,乙半,重点,,,,'));
    await manager.post(`/api/record-imports/${made.id}/apply`, {}).expect(202);
    // Stopped while the chunk is at work: before it says what it did.
    const imports = program.app.get(RecordImportsRepository, { strict: false });
    const count = imports.count.bind(imports);
    const stopping = jest.spyOn(imports, 'count').mockImplementationOnce(async (...said) => {
      await manager.post(`/api/record-imports/${made.id}/cancel`).expect(200);
      return count(...said);
    });
    await run(made.id);
    expect(stopping).toHaveBeenCalled();
    stopping.mockRestore();
    expect(await stateOf(made.id)).toMatchObject({ state: 'stopped', applied: 0, skipped: 2 });
    expect(await account('Y1')).toBeUndefined();
  });
});

test('a template has every column, in the language of the reader', async () => {
  const { text } = await manager.get('/api/lists/accounts/import-template?format=csv').expect(200);
  expect(text.split('\r\n')[0]).toContain('客户编号,客户名称,等级');
  const made = await checked(text);
  expect(made).toMatchObject({ created: 1, faulty: 0 });
  await outsider.get('/api/lists/mailings/import-template?format=csv').expect(404);
});

describe("an account's manager", () => {
  const HEAD = '客户编号,客户名称,等级,客户经理';
  const managerOf = async (code: string) => (await account(code))?.managerId;

  test('is found by e-mail or name within reach, seated in the team and given back by undoing', async () => {
    const { fixtures } = program;
    const second = await fixtures.user('second@example.test', city, ['account-manager']);
    await make('M1', { managerId });
    const { id, ...done } = await applied(
      [HEAD, 'M1,,,SECOND@example.test', 'M2,新带经理,一般,manager@example.test'].join('\n'),
    );
    expect(done).toMatchObject({ state: 'done', applied: 2, refused: 0 });
    expect([await managerOf('M1'), await managerOf('M2')]).toEqual([second, managerId]);
    expect(await undone(id)).toMatchObject({ removed: 1, restored: 1 });
    expect([await managerOf('M1'), await account('M2')]).toEqual([managerId, undefined]);
  });

  test('is a fault where nobody within reach, or more than one, goes by it', async () => {
    const { fixtures } = program;
    const [one, two] = [
      await fixtures.user('same1@example.test', city, ['account-manager']),
      await fixtures.user('same2@example.test', city, ['account-manager']),
    ];
    await fixtures.sql("UPDATE user_account SET name = '同名' WHERE id = ANY ($1)", [[one, two]]);
    const { id } = await checked(
      [
        HEAD,
        'N4,没有人,一般,nobody@example.test',
        'N2,外省人,一般,outsider@example.test',
        'N3,同名人,一般,同名',
      ].join('\n'),
    );
    expect((await rowsOf(id)).map(({ faults }) => faults.map(({ code }) => code))).toEqual([
      ['manager-unknown'],
      ['manager-unknown'],
      ['manager-ambiguous'],
    ]);
  });
});

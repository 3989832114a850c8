import { PDFDocument } from '@cantoo/pdf-lib';
import { ManagerDaysService } from '../../src/accounts/team/manager-days.service';
import { type ServiceWorld, serviceWorld } from '../support/service-world';
import { type Caller, viewer } from '../support/test-app';

let world: ServiceWorld;
let today: string;
/** A second and a third account of anna's. */
let others: string[];

const day = (offset: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await serviceWorld();
  const { fixtures } = world.program;
  const [row] = await fixtures.sql<{ day: string }>('SELECT app_today($1)::text AS day', [world.city]);
  today = row!.day;
  const made = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier, important_dates)
     SELECT $1, 'B' || i, '乙公司' || i, 'standard', jsonb_build_array(jsonb_build_object('kind', 'closing',
       'month', extract(month FROM $2::date + 5), 'day', extract(day FROM $2::date + 5), 'year', NULL,
       'untilMonth', NULL, 'yearly', true, 'note', '结算')) FROM generate_series(1, 2) AS i RETURNING id`,
    [world.city, today],
  );
  others = made.map(({ id }) => id);
});
beforeEach(async () => {
  const { fixtures } = world.program;
  await fixtures.sql('TRUNCATE account_hand_over, account_move, absence CASCADE');
  await fixtures.sql('DELETE FROM account_member');
  await fixtures.sql(
    `INSERT INTO account_member (account_id, user_id, role, from_on) SELECT a.id, $1, 'primary', $2::date - 10
     FROM key_account a`,
    [world.people.anna.id, today],
  );
});
afterAll(() => world.program.close());

const primaries = async (account = world.account) =>
  (
    (await world.people.lee.caller.get(`/api/accounts/${account}/team/history`).expect(200)).body as {
      items: { userName: string; role: string; fromOn: string; untilOn: string | null }[];
    }
  ).items
    .filter(({ role }) => role === 'primary')
    .map(({ userName, fromOn, untilOn }) => [userName, fromOn, untilOn]);

const handOver = (caller: Caller, body: object, account = world.account) =>
  caller.post(`/api/accounts/${account}/hand-overs`, body);

describe('a hand-over', () => {
  test('names the day, what is open, and waits for the receiver', async () => {
    const { anna, lee, ben } = world.people;
    await world.open(anna.caller, { title: '待答复' });
    const { body } = await handOver(lee.caller, { toId: lee.id, effectiveOn: day(3), note: '轮岗' }).expect(
      201,
    );
    expect(body).toMatchObject({
      fromName: 'anna',
      toName: 'lee',
      promises: { openCases: 1 },
      mayAcknowledge: true,
    });
    expect(await primaries()).toEqual([
      ['lee', day(3), null],
      ['anna', day(-10), day(2)],
    ]);
    const { id } = body as { id: string };
    const refused = await ben.caller.post(`/api/hand-overs/${id}/acknowledge`, {}).expect(403);
    expect(refused.body).toMatchObject({ code: 'hand-over.not-receiver' });
    const waiting = await lee.caller.get('/api/hand-overs/waiting').expect(200);
    expect(waiting.body).toMatchObject({ items: [{ id, accountName: '甲公司' }] });
    const done = await lee.caller
      .post(`/api/hand-overs/${id}/acknowledge`, { openReason: '先接手' })
      .expect(200);
    expect((done.body as { acknowledgedAt: string }).acknowledgedAt).not.toBeNull();
    expect((await lee.caller.get('/api/hand-overs/waiting')).body).toEqual({ items: [] });
    const told = await world.program.fixtures.sql<{ kind: string }>(
      `SELECT kind FROM audit_entry WHERE subject_id = $1 AND kind IN ('account.handed-over', 'account.taken-over')
       ORDER BY id`,
      [world.account],
    );
    expect(told.map(({ kind }) => kind)).toEqual(['account.handed-over', 'account.taken-over']);
  });

  test('is refused into the past, to whoever has it, and to who may not keep accounts', async () => {
    const { anna, ben, lee, served } = world.people;
    const refused = async (body: object, status: number, code: string, by = lee.caller) =>
      expect((await handOver(by, body).expect(status)).body).toMatchObject({ code });
    await refused({ toId: lee.id, effectiveOn: day(-1) }, 400, 'hand-over.in-past');
    await refused({ toId: anna.id }, 409, 'hand-over.to-same');
    await refused({ toId: ben.id }, 409, 'hand-over.receiver-unfit');
    await refused({ toId: lee.id }, 404, 'not-found', served.caller);
  });

  test('takes effect on its day in the lists too, without anybody writing', async () => {
    const { lee } = world.people;
    await handOver(lee.caller, { toId: lee.id, effectiveOn: day(3) }).expect(201);
    // The day has come.
    await world.program.fixtures.sql(
      `ALTER TABLE account_member DISABLE TRIGGER account_manager_follows_seat;
       UPDATE account_member SET until_on = '${day(-1)}' WHERE account_id = '${world.account}' AND until_on IS NOT NULL;
       UPDATE account_member SET from_on = '${today}' WHERE account_id = '${world.account}' AND until_on IS NULL;
       ALTER TABLE account_member ENABLE TRIGGER account_manager_follows_seat`,
    );
    const manager = async () =>
      ((await lee.caller.get(`/api/accounts/${world.account}`)).body as { managerName: string }).managerName;
    expect(await manager()).toBe('anna');
    const days = world.program.app.get(ManagerDaysService, { strict: false });
    const due = await days.findDue(10);
    expect(due).toHaveLength(1);
    await days.follow(due[0]!.payload as { accountId: string });
    expect(await manager()).toBe('lee');
    expect(await days.findDue(10)).toEqual([]);
  });
});

describe('the checklist', () => {
  interface Check {
    id: string;
    kind: string;
    mandatory: boolean;
    doneByName: string | null;
  }
  interface View {
    id: string;
    mayTick: boolean;
    openReason: string;
    acknowledgedAt: string | null;
    items: Check[];
  }
  const begin = async () => {
    const { lee } = world.people;
    return (await handOver(lee.caller, { toId: lee.id }, others[0]).expect(201)).body as View;
  };
  const tick = (caller: Caller, id: string, done = true) =>
    caller.post(`/api/hand-over-items/${id}/tick`, { done });
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;

  test('asks for what there is to hand over, and is kept by giver and receiver', async () => {
    const { anna, lee, ben } = world.people;
    const made = await begin();
    expect(made.items.map(({ kind, mandatory }) => [kind, mandatory])).toEqual([
      ['introduce', true],
      ['plan', false],
      ['documents', true],
      ['access', false],
      ['client-told', true],
    ]);
    await world.open(anna.caller, { accountId: world.account });
    const other = await handOver(lee.caller, { toId: lee.id }).expect(201);
    expect((other.body as View).items.map(({ kind }) => kind)).toContain('cases');
    const [first] = made.items;
    const ticked = (await tick(anna.caller, first!.id).expect(200)).body as View;
    expect(ticked.items[0]).toMatchObject({ kind: 'introduce', doneByName: 'anna' });
    // Done again nothing changes, by whomever.
    expect(((await tick(lee.caller, first!.id).expect(200)).body as View).items[0]).toMatchObject({
      doneByName: 'anna',
    });
    expect(((await tick(lee.caller, first!.id, false).expect(200)).body as View).items[0]).toMatchObject({
      doneByName: null,
    });
    expect(codeOf(await tick(ben.caller, first!.id).expect(403))).toBe('hand-over.not-yours');
    const told = await world.program.fixtures.sql<{ kind: string }>(
      `SELECT kind FROM audit_entry WHERE subject_id = $1 AND kind LIKE 'account.hand-over-%' ORDER BY id`,
      [others[0]],
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'account.hand-over-checked',
      'account.hand-over-unchecked',
    ]);
  });

  test('takes lines of one’s own, which go again; the program’s stay', async () => {
    const { anna, lee } = world.people;
    const made = await begin();
    const added = (
      await anna.caller.post(`/api/hand-overs/${made.id}/items`, { title: '样件柜钥匙' }).expect(201)
    ).body as View;
    const extra = added.items.at(-1)!;
    expect(extra).toMatchObject({ kind: 'extra', title: '样件柜钥匙', mandatory: false });
    const fixed = await lee.caller.delete(`/api/hand-over-items/${made.items[0]!.id}`).expect(409);
    expect(codeOf(fixed)).toBe('hand-over.check-fixed');
    const left = (await lee.caller.delete(`/api/hand-over-items/${extra.id}`).expect(200)).body as View;
    expect(left.items.map(({ id }) => id)).toEqual(made.items.map(({ id }) => id));
    await anna.caller.post(`/api/hand-overs/${made.id}/items`, { title: ' ' }).expect(400);
  });

  test('with a required line open the receiver says why; afterwards nothing is ticked any more', async () => {
    const { anna, lee } = world.people;
    const made = await begin();
    const confirm = (body: object) => lee.caller.post(`/api/hand-overs/${made.id}/acknowledge`, body);
    expect(codeOf(await confirm({}).expect(409))).toBe('hand-over.checks-open');
    const early = (await confirm({ openReason: '客户出国，先接手' }).expect(200)).body as View;
    expect(early).toMatchObject({ openReason: '客户出国，先接手', mayTick: false });
    expect(early.acknowledgedAt).not.toBeNull();
    expect(codeOf(await tick(anna.caller, made.items[0]!.id).expect(403))).toBe('hand-over.not-yours');
    // Not past the program either.
    await world.program.database.asViewer(viewer(anna.id, [world.city], ['accounts:write']), async () => {
      const [, rows]: [unknown, number] = await world.program.database.manager.query(
        `UPDATE account_hand_over_item SET done_by = $1, done_at = now() WHERE hand_over_id = $2`,
        [anna.id, made.id],
      );
      expect(rows).toBe(0);
    });
  });

  test('with all that is required done no reason is asked for', async () => {
    const { lee } = world.people;
    const made = await begin();
    for (const { id } of made.items.filter(({ mandatory }) => mandatory))
      await tick(lee.caller, id).expect(200);
    const done = await lee.caller.post(`/api/hand-overs/${made.id}/acknowledge`, {}).expect(200);
    expect(done.body).toMatchObject({ openReason: '' });
  });
});

describe('the pack', () => {
  test('is an A4 document, and its download is told to the history', async () => {
    const { anna, auditor } = world.people;
    const get = (caller: Caller, query: string) =>
      caller
        .get(`/api/accounts/${world.account}/hand-over-pack?${query}`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        });
    for (const query of ['language=zh', 'language=en&numbers=full']) {
      const { body, headers } = await get(anna.caller, query)
        .expect(200)
        .expect('content-type', 'application/pdf');
      expect(headers['content-disposition']).toContain('attachment');
      const document = await PDFDocument.load(body as Buffer);
      const { width, height } = document.getPage(0).getSize();
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
      expect(document.getTitle()).toContain('甲公司');
      // Fonts of ten megabytes are cut down to what is said.
      expect((body as Buffer).length).toBeLessThan(200_000);
    }
    await get(auditor.caller, 'numbers=full').expect(403);
    await get(auditor.caller, 'numbers=masked').expect(200);
    const told = await world.program.fixtures.sql<{ full: boolean }>(
      `SELECT (facts ->> 'fullNumbers')::boolean AS full FROM audit_entry WHERE kind = 'account.pack-downloaded'
       ORDER BY id`,
    );
    expect(told.map(({ full }) => full)).toEqual([false, true, false]);
  });
});

describe('workload', () => {
  test('counts accounts, cases, reviews, dates and absences of each', async () => {
    const { anna, lee, ben } = world.people;
    await anna.caller
      .post('/api/absences', { kind: 'leave', fromOn: day(2), untilOn: day(6), coverId: lee.id })
      .expect(201);
    const { body } = await lee.caller.get('/api/workload').expect(200);
    const { items } = body as { items: { userName: string }[] };
    const [{ running }] = (await world.program.fixtures.sql(
      `SELECT count(*)::integer AS running FROM service_case WHERE owner_id = $1 AND state = 'open'`,
      [anna.id],
    )) as [{ running: number }];
    expect(running).toBeGreaterThan(0);
    expect(items.find(({ userName }) => userName === 'anna')).toMatchObject({
      primary: 3,
      key: 1,
      standard: 2,
      provincial: 0,
      openCases: running,
      datesSoon: 2,
      awayFrom: day(2),
      awayUntil: day(6),
    });
    await ben.caller.get('/api/workload').expect(403);
    const elsewhere = await lee.caller.get(`/api/workload?branchId=${world.otherCity}`).expect(200);
    expect(elsewhere.body.items).toEqual([]);
  });
});

describe('moving accounts', () => {
  const move = (over: object = {}) => ({
    fromId: world.people.anna.id,
    toId: world.people.lee.id,
    effectiveOn: today,
    ...over,
  });

  test('shows what it will do, does it, and takes it back but for what was handed on since', async () => {
    const { anna, lee } = world.people;
    const preview = await lee.caller.post('/api/account-moves/preview', move()).expect(200);
    expect((preview.body as { accounts: unknown[] }).accounts).toHaveLength(3);
    expect(await primaries()).toEqual([['anna', day(-10), null]]);
    const made = await lee.caller.post('/api/account-moves', move({ expected: 3, note: '调岗' })).expect(201);
    expect(await primaries()).toEqual([
      ['lee', today, null],
      ['anna', day(-10), day(-1)],
    ]);
    const { id } = made.body as { id: string };
    await handOver(lee.caller, { toId: anna.id, effectiveOn: day(4) }, others[0]).expect(201);
    const undone = await lee.caller.post(`/api/account-moves/${id}/undo`).expect(200);
    expect(undone.body).toMatchObject({ accounts: 3, restored: 2 });
    expect((await primaries())[0]).toEqual(['anna', today, null]);
    expect((await primaries(others[0])).map(([name]) => name)).toEqual(['anna', 'lee', 'anna']);
    expect((await lee.caller.post(`/api/account-moves/${id}/undo`).expect(409)).body).toMatchObject({
      code: 'move.undone',
    });
    expect((await lee.caller.get('/api/account-moves').expect(200)).body).toMatchObject({
      items: [{ id, restored: 2, fromName: 'anna', toName: 'lee' }],
    });
    // Every change of every account stands in its history.
    const told = await world.program.fixtures.sql<{ kind: string; count: number }>(
      `SELECT kind, count(*)::integer FROM audit_entry WHERE kind LIKE 'account-move.%' GROUP BY kind ORDER BY kind`,
    );
    expect(told).toEqual([
      { kind: 'account-move.made', count: 1 },
      { kind: 'account-move.undone', count: 1 },
    ]);
  });

  test('taken back before its day leaves everything as it was', async () => {
    const { lee } = world.people;
    const body = move({ effectiveOn: day(5), accountIds: [world.account], expected: 1 });
    const { body: made } = await lee.caller.post('/api/account-moves', body).expect(201);
    await lee.caller.post(`/api/account-moves/${(made as { id: string }).id}/undo`).expect(200);
    expect(await primaries()).toEqual([['anna', day(-10), null]]);
  });

  test('is refused when it changed since the preview, moves nothing, or to oneself', async () => {
    const { anna, lee } = world.people;
    const refused = async (over: object, status: number, code: string) =>
      expect(
        (await lee.caller.post('/api/account-moves', move({ expected: 3, ...over })).expect(status)).body,
      ).toMatchObject({ code });
    await refused({ expected: 2 }, 409, 'move.changed');
    await refused({ toId: anna.id }, 400, 'move.to-self');
    await refused({ fromId: lee.id, toId: anna.id }, 409, 'move.nothing');
    await anna.caller.post('/api/account-moves', move({ expected: 3 })).expect(403);
    expect(await primaries()).toEqual([['anna', day(-10), null]]);
  });
});

import { EscalationService } from '../../src/service-desk/escalation/escalation.service';
import { type ServiceCase as Case, type ServiceWorld, serviceWorld } from '../support/service-world';
import { type Caller, type TestApp, viewer } from '../support/test-app';

let program: TestApp;
let city: string;
let otherCity: string;
let people: ServiceWorld['people'];
let account: string;
let open: ServiceWorld['open'];
let step: ServiceWorld['step'];

beforeAll(async () => {
  ({ program, city, otherCity, people, account, open, step } = await serviceWorld());
});
afterAll(() => program.close());

const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;
const told = (id: string) =>
  program.fixtures.sql<{ kind: string; facts: Record<string, unknown>; related: unknown }>(
    'SELECT kind, facts, related FROM audit_entry WHERE subject_id = $1 ORDER BY at, id',
    [id],
  );

describe('first contact', () => {
  test('whoever takes a case owns it; it has a number, a branch, deadlines of its tier and a first step', async () => {
    const one = await open();
    const two = await open(people.ben.caller, { kind: 'fault', urgency: 'high', category: '印刷' });
    expect(one).toMatchObject({
      ownerId: people.anna.id,
      branchId: city,
      state: 'open',
      mayWork: true,
      clock: {
        answer: { totalMinutes: 210, leftMinutes: expect.any(Number) as number },
        resolve: { totalMinutes: 2100 },
      },
      steps: [{ fromState: null, toState: 'open', doneByName: 'anna' }],
    });
    expect(one.number).toMatch(/^S\d{7}$/);
    expect(Number(two.number.slice(1))).toBe(Number(one.number.slice(1)) + 1);
    expect(two).toMatchObject({ clock: { answer: { totalMinutes: 120 }, resolve: { totalMinutes: 840 } } });
    expect(await told(one.id)).toMatchObject([
      { kind: 'case.opened', related: [{ type: 'account', id: account }], facts: { number: one.number } },
    ]);
  });

  test('only the owner moves it on; a colleague adds a note', async () => {
    const it = await open();
    const refused = await people.ben.caller
      .post(`/api/service-cases/${it.id}/steps`, { from: 'open', to: 'heard' })
      .expect(403);
    expect(codeOf(refused)).toBe('case.not-owner');
    const noted = await people.ben.caller
      .post(`/api/service-cases/${it.id}/notes`, { note: '已电话沟通' })
      .expect(200);
    expect((noted.body as { steps: unknown[] }).steps).toMatchObject([
      {},
      { doneByName: 'ben', note: '已电话沟通' },
    ]);
  });

  test('reading is not writing', async () => {
    const it = await open();
    await people.auditor.caller.get(`/api/service-cases/${it.id}`).expect(200);
    await people.auditor.caller
      .post('/api/service-cases', { accountId: account, kind: 'request', title: 'x' })
      .expect(403);
    await people.anna.caller
      .put('/api/service-rules/categories', { kind: 'request', names: ['x'] })
      .expect(403);
  });
});

describe('steps', () => {
  test('a complaint goes its whole way: heard, remedy, cause, resolved, followed up, opened again', async () => {
    let it = await open(people.anna.caller, { kind: 'complaint', title: '投递晚了' });
    it = await step(it, 'heard');
    expect(it.answeredAt).not.toBeNull();
    const url = `/api/service-cases/${it.id}/steps`;
    const early = await people.anna.caller.post(url, { from: 'heard', to: 'resolved' }).expect(409);
    expect(codeOf(early)).toBe('case.wrong-step');
    const mute = await people.anna.caller.post(url, { from: 'heard', to: 'remedy-offered' }).expect(400);
    expect(codeOf(mute)).toBe('case.note-missing');
    it = await step(it, 'remedy-offered', { note: '补寄并免收邮资' });
    expect(it.remedy).toBe('补寄并免收邮资');
    const causeless = await people.anna.caller.post(url, { from: it.state, to: 'resolved' }).expect(400);
    expect(codeOf(causeless)).toBe('case.cause-missing');
    it = await step(it, 'resolved', { causeCategory: 'transport', cause: '干线晚点' });
    expect(it).toMatchObject({ cause: '干线晚点', overdue: false, nextDueAt: null });
    it = await step(it, 'followed-up');
    const { clockFrom } = (
      await program.fixtures.sql<{ clockFrom: Date }>(
        'SELECT clock_from AS "clockFrom" FROM service_case WHERE id = $1',
        [it.id],
      )
    )[0]!;
    it = await step(it, 'heard', { note: '客户再次反映' });
    expect(it).toMatchObject({ round: 1, resolvedAt: null });
    expect(new Date(it.resolveDueAt as string).getTime()).toBeGreaterThan(clockFrom.getTime());
    expect((await told(it.id)).map(({ kind }) => kind)).toEqual([
      'case.opened',
      'case.step',
      'case.step',
      'case.step',
      'case.closed',
      'case.step',
    ]);
  });

  test('of two who decided the same step, the second is told that it moved', async () => {
    const it = await open();
    const post = () =>
      people.anna.caller.post(`/api/service-cases/${it.id}/steps`, { from: 'open', to: 'heard' });
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('what was done is not rewritten, not even by its branch', async () => {
    await open();
    const change = program.database.asViewer(viewer(people.anna.id, [city], []), () =>
      program.database.manager.query(`UPDATE case_step SET note = 'x'`),
    );
    await expect(change).rejects.toThrow(/denied/);
  });

  test('a new urgency moves the deadline from where the clock started', async () => {
    const it = await open();
    // A Monday morning; what is not urgent has seven working days.
    await program.fixtures.sql(`UPDATE service_case SET clock_from = '2026-11-02 09:00+08' WHERE id = $1`, [
      it.id,
    ]);
    const { body } = await people.anna.caller
      .patch(`/api/service-cases/${it.id}`, { version: it.version, urgency: 'low' })
      .expect(200);
    expect(body).toMatchObject({ urgency: 'low', resolveDueAt: '2026-11-11T01:00:00.000Z' });
    await people.anna.caller
      .patch(`/api/service-cases/${it.id}`, { version: it.version, title: 'x' })
      .expect(412);
  });
});

describe('hand-over', () => {
  test('until the other has accepted, the owner stays the owner', async () => {
    const it = await open();
    const url = `/api/service-cases/${it.id}/hand-over`;
    const offer = { toId: people.ben.id, reason: '涉及印制' };
    const offered = (await people.anna.caller.post(url, offer).expect(200)).body as Case;
    expect(offered).toMatchObject({ ownerId: people.anna.id, handOverTo: people.ben.id });
    expect(codeOf(await people.anna.caller.post(url, offer).expect(409))).toBe('case.hand-over-open');
    expect(codeOf(await people.lee.caller.post(`${url}/answer`, { accept: true }).expect(409))).toBe(
      'case.no-hand-over',
    );
    const waiting = await people.ben.caller
      .get(`/api/service-cases?mine=true&accountId=${account}`)
      .expect(200);
    expect((waiting.body as { items: Case[] }).items.map(({ id }) => id)).toContain(it.id);
    await step(it, 'heard');
    const taken = (await people.ben.caller.post(`${url}/answer`, { accept: true }).expect(200)).body as Case;
    expect(taken).toMatchObject({ ownerId: people.ben.id, handOverTo: null, mayWork: true });
    expect((await told(it.id)).map(({ kind }) => kind)).toContain('case.handed-over');
  });

  test('declined or taken back, nothing has changed hands', async () => {
    const it = await open();
    const url = `/api/service-cases/${it.id}/hand-over`;
    await people.anna.caller.post(url, { toId: people.ben.id, reason: '一' }).expect(200);
    await people.ben.caller.post(`${url}/answer`, { accept: false }).expect(200);
    await people.anna.caller.post(url, { toId: people.ben.id, reason: '二' }).expect(200);
    const { body } = await people.anna.caller.delete(url).expect(200);
    expect(body).toMatchObject({ ownerId: people.anna.id, handOverTo: null, handOvers: [{}, {}] });
  });

  test('of an owner at work it is offered and taken back by them, or who leads, and by no other', async () => {
    const it = await open();
    const url = `/api/service-cases/${it.id}/hand-over`;
    const offer = { toId: people.ben.id, reason: '忙不过来' };
    const refused = await people.ben.caller.post(url, { ...offer, toId: people.lee.id }).expect(403);
    expect(codeOf(refused)).toBe('case.not-owner');
    const seen = await people.ben.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(seen.body).toMatchObject({ mayWrite: true, mayHandOver: false });
    const toOwner = await people.lee.caller.post(url, { ...offer, toId: people.anna.id }).expect(400);
    expect(codeOf(toOwner)).toBe('case.hand-over-to-owner');
    const led = await people.lee.caller.post(url, offer).expect(200);
    expect(led.body).toMatchObject({ ownerId: people.anna.id, handOverTo: people.ben.id, mayHandOver: true });
    expect(codeOf(await people.ben.caller.delete(url).expect(403))).toBe('case.not-owner');
    await people.anna.caller.delete(url).expect(200);
  });

  test('a colleague offers it for an owner who is away, to a third, who may work on cases', async () => {
    const it = await open();
    await program.fixtures.sql(
      `INSERT INTO absence (branch_id, user_id, kind, from_on, until_on, recorded_by)
       VALUES ($1, $2, 'leave', current_date - 2, current_date + 2, $2)`,
      [city, people.anna.id],
    );
    const offer = (by: Caller, toId: string) =>
      by.post(`/api/service-cases/${it.id}/hand-over`, { toId, reason: '休假' });
    expect(codeOf(await offer(people.ben.caller, people.ben.id))).toBe('case.hand-over-to-self');
    expect(codeOf(await offer(people.ben.caller, people.anna.id))).toBe('case.receiver-away');
    expect(codeOf(await offer(people.ben.caller, people.auditor.id))).toBe('case.receiver-unfit');
    expect((await offer(people.ben.caller, people.stranger.id)).status).toBe(404);
    const county = await program.fixtures.branch('FJ-XM-2', city, '同安');
    const below = await program.fixtures.user('below@example.test', county, ['operator']);
    expect(codeOf(await offer(people.ben.caller, below))).toBe('case.receiver-unfit');
    await offer(people.ben.caller, people.lee.id).expect(200);
    await people.ben.caller.delete(`/api/service-cases/${it.id}/hand-over`).expect(200);
    await program.fixtures.sql('DELETE FROM absence WHERE user_id = $1', [people.anna.id]);
  });

  test('what its owner left behind on leaving is handed on by a colleague', async () => {
    const gone = await program.fixtures.user('gone@example.test', city, ['account-manager']);
    const it = await open(await program.as('gone@example.test'));
    const offer = () =>
      people.ben.caller.post(`/api/service-cases/${it.id}/hand-over`, {
        toId: people.anna.id,
        reason: '离职',
      });
    await offer().expect(403);
    await program.fixtures.sql('UPDATE user_account SET active = false WHERE id = $1', [gone]);
    await offer().expect(200);
  });
});

describe('escalation', () => {
  const due = () => program.app.get(EscalationService, { strict: false }).findDue(50);
  const run = (caseId: string) => program.app.get(EscalationService, { strict: false }).escalate({ caseId });
  const age = (id: string, half: string, whole: string) =>
    program.fixtures.sql(
      `UPDATE service_case SET half_due_at = now() - $2::interval, resolve_due_at = now() - $3::interval WHERE id = $1`,
      [id, half, whole],
    );
  const levels = async (id: string) =>
    (await told(id)).filter(({ kind }) => kind === 'case.escalated').map(({ facts }) => facts.level);

  test('each level once, however often and from how many sides it is looked at', async () => {
    const it = await open();
    const isDue = async () => (await due()).some(({ payload }) => payload.caseId === it.id);
    expect(await isDue()).toBe(false);
    await run(it.id);
    expect(await levels(it.id)).toEqual([]);
    await age(it.id, '1 minute', '-1 hour');
    expect(await isDue()).toBe(true);
    await Promise.all([run(it.id), run(it.id), run(it.id)]);
    expect(await isDue()).toBe(false);
    expect(await levels(it.id)).toEqual([1]);
    await age(it.id, '2 hours', '1 minute');
    expect(await isDue()).toBe(true);
    await Promise.all([run(it.id), run(it.id)]);
    await run(it.id);
    expect(await levels(it.id)).toEqual([1, 2]);
    expect(await isDue()).toBe(false);
    const { body } = await people.anna.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(body).toMatchObject({
      escalationLevel: 2,
      overdue: true,
      escalations: [
        { level: 1, toldNames: ['anna', 'ben'] },
        { level: 2, toldNames: ['lee'] },
      ],
    });
  });

  test('without a leader in the branch the nearest one above is told; without any, those told before', async () => {
    const county = await program.fixtures.branch('FJ-XM-9', city, '翔安');
    const [far] = await program.fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'Z', '远方公司', 'key') RETURNING id`,
      [county],
    );
    const toldOf = async () => {
      const it = await open(people.anna.caller, { accountId: far!.id });
      await age(it.id, '2 hours', '1 minute');
      await run(it.id);
      const tellings = (await told(it.id)).filter(({ kind }) => kind === 'case.escalated');
      expect(await due()).not.toContainEqual(
        expect.objectContaining({ payload: expect.objectContaining({ caseId: it.id }) as unknown }),
      );
      caseId = it.id;
      return tellings.map(({ facts }) => facts.told);
    };
    let caseId = '';
    expect(await toldOf()).toEqual([people.anna.id, people.lee.id]);
    // The county does not see the people of the city; it reads who of them was told of its case.
    await program.fixtures.user('county@example.test', county, ['account-manager']);
    const inCounty = await program.as('county@example.test');
    const { body } = await inCounty.get(`/api/service-cases/${caseId}`).expect(200);
    expect((body as { escalations: unknown[] }).escalations).toMatchObject([
      { level: 1, toldNames: ['anna'] },
      { level: 2, toldNames: ['lee'] },
    ]);
    await program.fixtures.sql(`UPDATE user_account SET active = false WHERE id = $1`, [people.lee.id]);
    expect(await toldOf()).toEqual([people.anna.id, people.anna.id]);
    await program.fixtures.sql(`UPDATE user_account SET active = true WHERE id = $1`, [people.lee.id]);
  });

  test('what is resolved escalates no more; what is opened again does anew', async () => {
    let it = await step(await step(await open(), 'heard'), 'resolved');
    await age(it.id, '2 hours', '1 hour');
    await run(it.id);
    expect(await levels(it.id)).toEqual([]);
    it = await step(it, 'heard', { note: '再次反映' });
    await age(it.id, '2 hours', '1 hour');
    await run(it.id);
    expect(await levels(it.id)).toEqual([1, 2]);
  });
});

describe('report to the client', () => {
  test('what is critical is told by the end of the working day, in a text the owner edits and marks as sent', async () => {
    const it = await open(people.anna.caller, { kind: 'fault', urgency: 'critical', title: '整批错页' });
    expect(it.report).toMatchObject({ reason: 'critical', text: null, overdue: false });
    expect((it.report as { draft: { zh: string } }).draft.zh).toContain(it.number);
    const url = `/api/service-cases/${it.id}/report`;
    expect(codeOf(await people.ben.caller.put(url, { version: 1, text: 'x', sent: false }))).toBe(
      'case.not-owner',
    );
    await people.anna.caller.put(url, { version: 1, text: '草稿', sent: false }).expect(200);
    expect(codeOf(await people.anna.caller.put(url, { version: 1, text: 'y', sent: true }).expect(412))).toBe(
      'record.stale',
    );
    await program.fixtures.sql(
      `UPDATE case_report SET due_at = now() - interval '1 hour' WHERE case_id = $1`,
      [it.id],
    );
    const late = await people.anna.caller.get(`/api/service-cases?reportDue=true`).expect(200);
    expect((late.body as { items: Case[] }).items.map(({ id }) => id)).toContain(it.id);
    const { body } = await people.anna.caller.put(url, { version: 2, text: '定稿', sent: true }).expect(200);
    expect(body).toMatchObject({
      reportDueAt: null,
      report: { text: '定稿', sentByName: 'anna', overdue: false },
    });
    expect(codeOf(await people.anna.caller.put(url, { version: 3, text: 'z', sent: true }).expect(409))).toBe(
      'case.report-sent',
    );
  });

  test('its last hour and its lateness are told once each, also of a case that is resolved', async () => {
    let it = await open(people.anna.caller, { urgency: 'critical' });
    const service = program.app.get(EscalationService, { strict: false });
    const isDue = async () => (await service.findDue(50)).some(({ payload }) => payload.caseId === it.id);
    const dueIn = (time: string) =>
      program.fixtures.sql(`UPDATE case_report SET due_at = now() + $2::interval WHERE case_id = $1`, [
        it.id,
        time,
      ]);
    const tellings = async () =>
      (await told(it.id))
        .filter(({ kind }) => kind === 'case.report-due')
        .map(({ facts }) => [facts.level, facts.told]);
    await dueIn('2 hours');
    expect(await isDue()).toBe(false);
    await service.escalate({ caseId: it.id });
    expect(await tellings()).toEqual([]);
    await dueIn('30 minutes');
    expect(await isDue()).toBe(true);
    await Promise.all([service.escalate({ caseId: it.id }), service.escalate({ caseId: it.id })]);
    expect(await isDue()).toBe(false);
    it = await step(await step(it, 'heard'), 'resolved');
    await dueIn('-1 minute');
    expect(await isDue()).toBe(true);
    await Promise.all([service.escalate({ caseId: it.id }), service.escalate({ caseId: it.id })]);
    expect(await isDue()).toBe(false);
    const both = expect.stringMatching(new RegExp(`${people.anna.id}.*${people.lee.id}|${people.lee.id}`));
    expect(await tellings()).toEqual([
      [1, expect.stringContaining(people.anna.id)],
      [2, both],
    ]);
  });

  test('what grows critical brings its report forward, and nothing puts it off', async () => {
    const it = await open(people.anna.caller, { affectedPieces: 5000 });
    await program.fixtures.sql(
      `UPDATE case_report SET due_at = now() + interval '30 days' WHERE case_id = $1`,
      [it.id],
    );
    const { body } = await people.anna.caller
      .patch(`/api/service-cases/${it.id}`, { version: it.version, urgency: 'critical' })
      .expect(200);
    const { report, version } = body as Case & { report: { reason: string; dueAt: string } };
    expect(report.reason).toBe('critical');
    expect(new Date(report.dueAt).getTime()).toBeLessThanOrEqual(Date.now() + 86_400_000);
    const later = await people.anna.caller
      .patch(`/api/service-cases/${it.id}`, { version, urgency: 'normal' })
      .expect(200);
    expect(later.body).toMatchObject({ report: { reason: 'critical', dueAt: report.dueAt } });
  });

  test('pieces above the threshold demand it, also when they become known later', async () => {
    const it = await open(people.anna.caller, { affectedPieces: 1000 });
    expect(it.report).toBeNull();
    const { body } = await people.anna.caller
      .patch(`/api/service-cases/${it.id}`, { version: it.version, affectedPieces: 1001 })
      .expect(200);
    expect(body).toMatchObject({ report: { reason: 'pieces' } });
  });
});

describe('who sees what', () => {
  test('a member of the account’s team from another branch reads the case and works on none', async () => {
    const it = await open();
    const { body } = await people.served.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(body).toMatchObject({ number: it.number, mayWrite: false, clock: null, branchName: null });
    const note = await people.served.caller
      .post(`/api/service-cases/${it.id}/notes`, { note: 'x' })
      .expect(403);
    expect(codeOf(note)).toBe('case.read-only');
    const refused = await people.served.caller
      .post('/api/service-cases', { accountId: account, kind: 'request', title: 'x' })
      .expect(403);
    expect(codeOf(refused)).toBe('case.read-only');
  });

  test('a stranger sees no row of any of it', async () => {
    const it = await step(
      await step(await open(people.anna.caller, { urgency: 'critical' }), 'heard'),
      'resolved',
    );
    await people.anna.caller.post(`/api/service-cases/${it.id}/answer-link`).expect(201);
    for (const table of [
      'service_case',
      'case_step',
      'case_hand_over',
      'case_escalation',
      'case_report',
      'case_answer_link',
    ]) {
      const seen = (id: string, branch: string) =>
        program.database.asViewer(viewer(id, [branch], []), () =>
          program.database.manager.query(`SELECT 1 FROM ${table}`),
        );
      expect([table, await seen(people.stranger.id, otherCity)]).toEqual([table, []]);
      expect([table, (await seen(people.anna.id, city)).length > 0]).toEqual([table, true]);
    }
  });

  test('nobody writes beside another branch’s case', async () => {
    const it = await open();
    for (const [id, branch] of [
      [people.stranger.id, otherCity],
      [people.served.id, otherCity],
    ] as const) {
      const write = program.database.asViewer(viewer(id, [branch], []), () =>
        program.database.manager.query(`INSERT INTO case_step (case_id, note) VALUES ($1, 'x')`, [it.id]),
      );
      await expect(write).rejects.toThrow(/row-level security/);
    }
  });

  test('the cases of an account go where it goes', async () => {
    const [moving] = await program.fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'M', '迁移公司', 'key') RETURNING id`,
      [city],
    );
    const it = await open(people.anna.caller, { accountId: moving!.id });
    await program.fixtures.sql('UPDATE key_account SET branch_id = $1 WHERE id = $2', [
      otherCity,
      moving!.id,
    ]);
    await people.anna.caller.get(`/api/service-cases/${it.id}`).expect(404);
    await people.stranger.caller.get(`/api/service-cases/${it.id}`).expect(200);
  });
});

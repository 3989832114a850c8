import { type ServiceWorld, serviceWorld } from '../support/service-world';
import type { Caller, TestApp } from '../support/test-app';

let program: TestApp;
let city: string;
let people: ServiceWorld['people'];
let open: ServiceWorld['open'];

beforeAll(async () => {
  ({ program, city, people, open } = await serviceWorld());
});
afterAll(() => program.close());

const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

describe('rules', () => {
  const rules = async (by: Caller, query = '') =>
    (await by.get(`/api/service-rules${query}`).expect(200)).body as {
      today: string;
      hours: { own: boolean; reportPieces: number };
      categories: { kind: string; names: string[]; own: boolean }[];
      standards: {
        tier: string;
        urgency: string;
        answerMinutes: number;
        resolveMinutes: number;
        own: boolean;
      }[];
      upcoming: { effectiveFrom: string }[];
      days: { day: string; working: boolean; own: boolean }[];
      yearWithoutDays: number | null;
    };

  test('a year without days off on record is pointed out, next year’s from November on', async () => {
    const { today } = await rules(people.anna.caller);
    const year = Number(today.slice(0, 4));
    const years = today.slice(5) >= '11' ? [year, year + 1] : [year];
    const kept = await program.fixtures.sql<{ row: object }>(
      'DELETE FROM service_day d RETURNING to_jsonb(d) AS row',
    );
    for (const missing of years) {
      expect(await rules(people.anna.caller)).toMatchObject({ yearWithoutDays: missing });
      const days = [{ day: `${missing}-01-01`, working: false, name: '元旦' }];
      await people.lee.caller.put('/api/service-rules/days', { year: missing, days }).expect(200);
    }
    expect(await rules(people.anna.caller)).toMatchObject({ yearWithoutDays: null });
    await program.fixtures.sql('DELETE FROM service_day');
    await program.fixtures.sql(
      'INSERT INTO service_day SELECT * FROM jsonb_populate_recordset(NULL::service_day, $1)',
      [JSON.stringify(kept.map(({ row }) => row))],
    );
  });

  test('everybody reads what the program brings; the branch’s own comes before it, and other branches do not see it', async () => {
    const before = await rules(people.anna.caller, '?year=2026');
    expect(before.standards).toHaveLength(12);
    expect(before.days).toContainEqual({ day: '2026-10-01', working: false, name: '国庆节', own: false });
    await people.lee.caller
      .put('/api/service-rules/categories', { kind: 'request', names: ['甲类', '乙类'] })
      .expect(200);
    const names = (of: typeof before) => of.categories.find(({ kind }) => kind === 'request');
    expect(names(await rules(people.anna.caller))).toEqual({
      kind: 'request',
      names: ['甲类', '乙类'],
      own: true,
    });
    expect(names(await rules(people.stranger.caller))).toEqual(names(before));
    await people.stranger.caller.get(`/api/service-rules?of=${city}`).expect(404);
    await people.stranger.caller
      .put('/api/service-rules/categories', { of: city, kind: 'request', names: ['x'] })
      .expect(404);
  });

  test('a county below follows its city without seeing it', async () => {
    const county = await program.fixtures.branch('FJ-XM-1', city, '集美');
    await program.fixtures.user('county@example.test', county, ['operator']);
    const caller = await program.as('county@example.test');
    const { categories } = await rules(caller);
    expect(categories.find(({ kind }) => kind === 'request')).toEqual({
      kind: 'request',
      names: ['甲类', '乙类'],
      own: false,
    });
  });

  test('standards come into force on their day, for all tiers at once, and never backwards', async () => {
    const { standards, today } = await rules(people.lee.caller);
    const stricter = standards.map(({ tier, urgency, answerMinutes, resolveMinutes }) => ({
      tier,
      urgency,
      answerMinutes,
      resolveMinutes: resolveMinutes + 60,
    }));
    const save = (effectiveFrom: string) =>
      people.lee.caller.put('/api/service-rules/standards', { effectiveFrom, standards: stricter });
    expect(codeOf(await save('2020-01-01').expect(400))).toBe('service-rules.past');
    const later = (await save('2099-01-01').expect(200)).body as Awaited<ReturnType<typeof rules>>;
    expect(later.upcoming).toMatchObject([{ effectiveFrom: '2099-01-01' }]);
    expect(later.standards).toEqual(standards);
    const old = await open();
    await save(today).expect(200);
    expect(await open()).toMatchObject({ clock: { resolve: { totalMinutes: 2160 } } });
    const { body } = await people.anna.caller.get(`/api/service-cases/${old.id}`).expect(200);
    expect(body).toMatchObject({ clock: { resolve: { totalMinutes: 2100 } } });
  });

  test('hours and days off that make no sense are refused, and those that leave no time are told of', async () => {
    const hours = { weekdays: [1, 2, 3, 4, 5], periods: [{ from: '09:00', to: '17:00' }], reportPieces: 500 };
    const save = (over: object) => people.lee.caller.put('/api/service-rules/hours', { ...hours, ...over });
    await save({ periods: [{ from: '12:00', to: '09:00' }] }).expect(400);
    await save({ weekdays: [] }).expect(400);
    await save({
      periods: [
        { from: '09:00', to: '13:00' },
        { from: '12:00', to: '17:00' },
      ],
    }).expect(400);
    expect((await save({}).expect(200)).body).toMatchObject({ hours: { own: true, reportPieces: 500 } });
    expect(await open(people.anna.caller, { affectedPieces: 501 })).toMatchObject({
      report: { reason: 'pieces' },
    });
    const days = [{ day: '2027-01-01', working: false, name: '元旦' }];
    await people.lee.caller.put('/api/service-rules/days', { year: 2026, days }).expect(400);
    const saved = await people.lee.caller.put('/api/service-rules/days', { year: 2027, days }).expect(200);
    expect(saved.body).toMatchObject({ days: [{ day: '2027-01-01', own: true }] });
  });
});

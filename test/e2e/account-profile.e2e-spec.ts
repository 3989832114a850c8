import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { dayIn, reviewDueOn } from '../../src/accounts/profile/review-due';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Profile {
  id: string;
  version: number;
  completeness: number;
  completenessParts: { part: string; met: boolean }[];
  reviewDueOn: string;
}

const CREDIT_CODE = '91350100M000100Y43';
const TODAY = dayIn('Asia/Shanghai');

let program: TestApp;
let root: string;
let city: string;
let otherCity: string;
let province: Caller;
let insider: Caller;
let told: RecordEvent[] = [];

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('province@example.test', root, ['marketer']);
  await fixtures.user('insider@example.test', city, ['marketer']);
  province = await program.as('province@example.test');
  insider = await program.as('insider@example.test');
  program.app.get(EventEmitter2).on(RecordEvent.event, (event: RecordEvent) => told.push(event));
});
afterAll(() => program.close());
beforeEach(() => (told = []));

async function create(caller: Caller, over: object): Promise<Profile> {
  const body = {
    branchId: city,
    code: 'X',
    name: '示例公司',
    tier: 'key',
    confirmedDuplicates: true,
    ...over,
  };
  return (await caller.post('/api/accounts', body).expect(201)).body as Profile;
}
const change = (account: Profile, body: object) =>
  insider.patch(`/api/accounts/${account.id}`, { version: account.version, ...body });

describe('what is kept', () => {
  test('every part comes back as it was saved', async () => {
    const parts = {
      legalName: '示例（福建）有限公司',
      tradeNames: ['示例', 'Example'],
      creditCode: CREDIT_CODE,
      phone: '0591-10000',
      website: 'https://example.cn/',
      tags: ['上市', '出口'],
      classifications: ['PX-01'],
      addresses: [
        { kind: 'office', text: '虚构路1号', postcode: '350001', longitude: 119.3, latitude: 26.08 },
      ],
      importantDates: [
        { kind: 'season', month: 11, day: null, year: null, untilMonth: 2, yearly: true, note: '开户季' },
      ],
      mailHabits: {
        products: [{ product: 'postcard', months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5000, 20_000] }],
        competitors: [{ name: '甲快印', share: 30, note: '' }],
        decision: { steps: ['市场部提出', '分管副总批准'], weeks: 6 },
        budget: { yearStartMonth: 1, planningMonth: 10, approvalMonth: 12, amountFen: 50_000_000 },
        note: '',
      },
    };
    const { id } = await create(insider, { code: 'FULL', creditCode: ' 91350100-m000100y43 ' });
    const { body } = await insider.patch(`/api/accounts/${id}`, { ...parts, version: 1 }).expect(200);
    expect(body).toMatchObject({ ...parts, industryName: null, version: 2 });
    expect((await insider.get(`/api/accounts/${id}`)).body).toEqual(body);
    const named = await insider.patch(`/api/accounts/${id}`, { industry: 'J66', version: 2 }).expect(200);
    expect(named.body).toMatchObject({
      industrySection: { zh: '金融业' },
      industryName: { en: 'Monetary and banking services' },
    });
  });

  test.each([
    [{ creditCode: '91350100M000100Y44' }, 'creditCode'],
    [{ website: 'javascript:alert(1)' }, 'website'],
    [{ phone: '<script>' }, 'phone'],
    [{ addresses: [{ kind: 'office', text: '路', longitude: 181, latitude: 0 }] }, 'addresses.0.longitude'],
    [{ addresses: [{ kind: 'office', text: '路', longitude: 119 }] }, 'addresses.0.latitude'],
    [{ addresses: [{ kind: 'office', text: '路', postcode: '3500' }] }, 'addresses.0.postcode'],
    [{ importantDates: [{ kind: 'closing', month: 2, day: 30 }] }, 'importantDates.0.day'],
    [{ importantDates: [{ kind: 'closing', month: 2, day: 29, year: 2027 }] }, 'importantDates.0.day'],
    [{ importantDates: [{ kind: 'contract', month: 2, day: 1, yearly: false }] }, 'importantDates.0.year'],
    [
      {
        mailHabits: {
          products: [{ product: 'postcard', months: [1] }],
          competitors: [],
          decision: { steps: [] },
          budget: {},
        },
      },
      'mailHabits.products.0.months',
    ],
  ])('refuses %j', async (over, path) => {
    const body = {
      branchId: city,
      code: 'BAD',
      name: '示例公司',
      tier: 'key',
      confirmedDuplicates: true,
      ...over,
    };
    const response = await insider.post('/api/accounts', body).expect(400);
    expect((response.body as { errors: { path: string }[] }).errors.map((fault) => fault.path)).toEqual([
      path,
    ]);
  });

  test('the same credit code is refused within a branch and pointed out across branches', async () => {
    const code = '914403001922038216';
    const first = await create(province, { code: 'ENT-1', creditCode: code });
    const again = { branchId: city, code: 'ENT-2', name: '乙', tier: 'key', creditCode: code };
    expect((await province.post('/api/accounts', again).expect(409)).body).toMatchObject({
      code: 'account.credit-code-taken',
      errors: [{ path: 'creditCode' }],
    });
    const second = await create(province, {
      code: 'ENT-3',
      name: '乙',
      branchId: otherCity,
      creditCode: code,
    });
    const seen = await province.get(`/api/accounts/${second.id}`);
    expect(seen.body).toMatchObject({
      sameCreditCode: [{ id: first.id, code: 'ENT-1', branchName: '厦门' }],
    });
    // Who does not see the other branch is told nothing of it.
    expect((await insider.get(`/api/accounts/${first.id}`)).body).toMatchObject({ sameCreditCode: [] });
  });

  test('the list finds names, codes and tags of the profile', async () => {
    await create(insider, {
      code: 'FIND',
      name: '简称',
      legalName: '某某实业总公司',
      tradeNames: ['青禾牌'],
      tags: ['酒'],
    });
    for (const query of ['q=实业总', 'q=青禾', 'tag=酒', 'q=青禾&tag=酒']) {
      const { body } = await insider.get(`/api/accounts?${query}`).expect(200);
      expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['FIND']);
    }
  });
});

describe('history', () => {
  test('a save tells what changed, from what to what, and why', async () => {
    const account = await create(insider, { code: 'HIST', reason: '新签约' });
    expect(told).toMatchObject([
      {
        kind: 'account.created',
        branchId: city,
        subject: { type: 'account', id: account.id },
        reason: '新签约',
      },
    ]);
    told = [];
    await change(account, { name: '改名公司', tier: 'key', tags: ['银行'], reason: '客户更名' }).expect(200);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      kind: 'account.changed',
      reason: '客户更名',
      changes: [
        { field: 'name', from: '示例公司', to: '改名公司' },
        { field: 'tags', from: [], to: ['银行'] },
      ],
    });
  });

  test('a save that changes nothing, and one refused, tell nothing', async () => {
    const account = await create(insider, { code: 'SAME' });
    told = [];
    await change(account, { name: '示例公司' }).expect(200);
    await change(account, { name: '迟到' }).expect(412);
    expect(told).toEqual([]);
  });
});

describe('completeness and review', () => {
  test('the score is counted with every save and says what is missing', async () => {
    const account = await create(insider, { code: 'SCORE' });
    expect(account.completeness).toBe(0);
    const { body } = await change(account, { creditCode: '91350100M000100Y43', legalName: '甲' }).expect(409);
    expect(body).toMatchObject({ code: 'account.credit-code-taken' });
    const saved = (
      await change(account, { legalName: '甲', industry: 'J66', confirmedDuplicates: true }).expect(200)
    ).body as Profile;
    expect(saved.completeness).toBe(20);
    expect(saved.completenessParts.filter(({ met }) => met).map(({ part }) => part)).toEqual([
      'legalName',
      'industry',
    ]);
    const sorted = await insider.get('/api/accounts?sort=-completeness&limit=200').expect(200);
    const scores = (sorted.body as { items: Profile[] }).items.map(({ completeness }) => completeness);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('a review lasts as long as the tier says; what is overdue is in the work list until reviewed', async () => {
    const account = await create(insider, { code: 'STALE', tier: 'provincial' });
    expect(account.reviewDueOn).toBe(reviewDueOn(TODAY, 'provincial'));
    const due = async () =>
      (
        (await insider.get('/api/accounts?reviewDue=true').expect(200)).body as { items: { code: string }[] }
      ).items.map(({ code }) => code);
    expect(await due()).toEqual([]);
    await program.fixtures.sql(`UPDATE key_account SET review_due_on = $2 WHERE id = $1`, [
      account.id,
      TODAY,
    ]);
    expect(await due()).toEqual(['STALE']);
    told = [];
    const { body } = await insider
      .post(`/api/accounts/${account.id}/review`, { version: 1, reason: '电话核对' })
      .expect(200);
    expect(body).toMatchObject({ reviewedOn: TODAY, reviewDue: false, version: 2 });
    expect(told).toMatchObject([{ kind: 'account.reviewed', reason: '电话核对' }]);
    expect(await due()).toEqual([]);
    // Another tier, another interval, counted from the same review.
    await program.fixtures.user('grader@example.test', city, ['administrator']);
    const grader = await program.as('grader@example.test');
    const standard = await grader
      .patch(`/api/accounts/${account.id}`, { version: 2, tier: 'standard' })
      .expect(200);
    expect(standard.body).toMatchObject({ reviewDueOn: reviewDueOn(TODAY, 'standard') });
    await insider.post(`/api/accounts/${account.id}/review`, { version: 2 }).expect(412);
  });
});

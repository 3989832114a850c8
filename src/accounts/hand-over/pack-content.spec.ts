import { type PackContent, packSections } from './pack-content';

const NOTHING = {
  account: {
    name: '甲公司',
    code: 'A',
    tier: 'key',
    tags: [],
    addresses: [],
    mailHabits: { decision: { steps: [] }, budget: { planningMonth: null } },
    completeness: 20,
    reviewedOn: null,
    reviewDue: false,
  },
  today: '2026-11-24',
  promises: { cases: [], campaigns: [], dates: [], missing: [], documents: [] },
  people: [],
  team: [],
  handOvers: [],
  campaigns: [],
  plan: null,
  actions: [],
  risks: [],
  recovery: [],
  notes: [],
  touches: [],
  hidden: { cases: false, campaigns: false },
} as unknown as PackContent;

const tables = (content: Partial<PackContent>) =>
  new Map(
    packSections({ ...NOTHING, ...content }, 'zh')
      .flatMap(({ parts }) => parts)
      .flatMap((part) => (part.kind === 'table' ? [[part.title, part.rows] as const] : [])),
  );

test('every table of an empty account says that there is nothing', () => {
  const all = [...tables({})];
  expect(all.length).toBeGreaterThanOrEqual(15);
  for (const [, rows] of all) expect(rows).toEqual([['无']]);
});

test('what the reader may not know is said to be left out, not to be nothing', () => {
  const found = tables({ hidden: { cases: true, campaigns: true } });
  const hidden = [...found]
    .filter(([, rows]) => rows[0]![0] === '您没有查看权限，此处略去')
    .map(([title]) => title);
  expect(hidden).toEqual(['未结服务事项', '进行中的营销活动', '历次营销活动']);
});

test('plan, risks, actions, notes and touches are in it, amounts in their units', () => {
  const found = tables({
    plan: {
      year: 2026,
      strategy: '',
      goals: [
        { measure: 'revenue', target: 5_000_00, actual: null, ownerName: '蔡明溪' },
        { measure: 'coverage', target: 80, actual: 50, ownerName: null },
        { measure: 'satisfaction', target: 450, actual: 425, ownerName: null },
      ],
    },
    actions: [{ title: '补签合同', ownerName: null, dueOn: '2026-12-01' }],
    risks: [{ title: '竞品报价', ownerName: '蔡明溪', level: 12 }],
    recovery: [{ cause: '', ownerName: null, dueOn: '2026-12-31' }],
    notes: [{ at: new Date('2026-11-01T08:00:00Z'), authorName: '林雁', text: '客户要样册' }],
    touches: [{ on: '2026-11-02', channel: 'visit', name: '王女士', byName: '林雁', note: '' }],
  });
  expect(found.get('年度目标')).toEqual([
    ['全年收入（元）', '5000.00', '–', '蔡明溪'],
    ['对口覆盖率', '80%', '50%', '–'],
    ['客户满意度', '4.50', '4.25', '–'],
  ]);
  expect(found.get('未完成的行动')).toEqual([['2026-12-01', '补签合同', '–']]);
  expect(found.get('未解除的风险')).toEqual([['12', '竞品报价', '蔡明溪']]);
  expect(found.get('进行中的挽回计划')).toEqual([['2026-12-31', '–', '–']]);
  expect(found.get('最近的备注')).toEqual([['2026-11-01', '林雁', '客户要样册']]);
  expect(found.get('最近的联系')).toEqual([['2026-11-02', '王女士', '林雁', '走访']]);
});

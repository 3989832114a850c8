import { completenessOf, type ScoredProfile } from './completeness';
import { NO_HABITS } from './profile-words';

const EMPTY: ScoredProfile = {
  legalName: null,
  creditCode: null,
  industry: null,
  managerId: null,
  phone: null,
  website: null,
  addresses: [],
  importantDates: [],
  mailHabits: NO_HABITS,
};
const place = {
  kind: 'office',
  text: '虚构路1号',
  postcode: '350001',
  longitude: null,
  latitude: null,
} as const;
const day = {
  kind: 'closing',
  month: 12,
  day: 31,
  year: null,
  untilMonth: null,
  yearly: true,
  note: '',
} as const;
const FULL: ScoredProfile = {
  legalName: '示例有限公司',
  creditCode: '91350100M000100Y43',
  industry: 'J66',
  managerId: 'm',
  phone: '0591-100',
  website: 'https://example.cn',
  addresses: [place, { ...place, postcode: null, longitude: 119.3, latitude: 26.1 }],
  importantDates: [day],
  mailHabits: {
    ...NO_HABITS,
    products: [{ product: 'postcard', months: Array<number>(12).fill(1) }],
    decision: { steps: ['部门提出'], weeks: null },
    budget: { ...NO_HABITS.budget, planningMonth: 9 },
  },
};

test('nothing known is 0, everything known is 100, and the weights say so', () => {
  expect(completenessOf(EMPTY).score).toBe(0);
  expect(completenessOf(FULL).score).toBe(100);
  expect(completenessOf(EMPTY).parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
});

test.each(completenessOf(EMPTY).parts.map(({ part, weight }) => [part, weight] as const))(
  'without %s alone the score lacks %i',
  (part, weight) => {
    const without: Record<string, Partial<ScoredProfile>> = {
      manager: { managerId: null },
      address: { addresses: [{ ...FULL.addresses[1]! }] },
      coordinates: { addresses: [place] },
      dates: { importantDates: [] },
      volumes: { mailHabits: { ...FULL.mailHabits, products: [] } },
      decision: { mailHabits: { ...FULL.mailHabits, decision: NO_HABITS.decision } },
      budget: { mailHabits: { ...FULL.mailHabits, budget: NO_HABITS.budget } },
    };
    const { score, parts } = completenessOf({ ...FULL, ...(without[part] ?? { [part]: null }) });
    expect(score).toBe(100 - weight);
    expect(parts.filter(({ met }) => !met).map((missing) => missing.part)).toEqual([part]);
  },
);

import { type Colleague, type Counterpart, coverageOf, ourRank } from './coverage';

const team: Colleague[] = [
  { userId: 'boss', userName: '吴总', roles: ['sponsor'] },
  { userId: 'lead', userName: '陈组长', roles: ['backup', 'lead'] },
  { userId: 'hand', userName: '苏协办', roles: ['operator'] },
];
const person = (name: string, rank: Counterpart['rank'], ...userIds: string[]): Counterpart => ({
  contactId: name,
  name,
  rank,
  coveredBy: userIds.map((userId) => ({ userId, userName: null })),
});

test('our rank is that of the highest role in the team', () => {
  expect([ourRank(['backup', 'lead']), ourRank(['primary']), ourRank(['designer']), ourRank([])]).toEqual([
    'senior',
    'manager',
    'staff',
    null,
  ]);
});

test('names those nobody meets and those met only from below', () => {
  const { rows } = coverageOf(
    [
      person('行长', 'executive', 'boss'),
      person('副行长', 'executive', 'lead', 'hand'),
      person('监事', 'executive'),
      person('处长', 'senior', 'lead'),
      person('经理', 'manager', 'boss'),
    ],
    team,
  );
  expect(rows).toEqual([
    {
      rank: 'executive',
      people: 3,
      met: 1,
      below: [{ contactId: '副行长', name: '副行长' }],
      nobody: [{ contactId: '监事', name: '监事' }],
    },
    { rank: 'senior', people: 1, met: 1, below: [], nobody: [] },
    { rank: 'manager', people: 1, met: 1, below: [], nobody: [] },
    { rank: 'staff', people: 0, met: 0, below: [], nobody: [] },
  ]);
});

test('puts each meeting where the two ranks cross', () => {
  const { cells, ours } = coverageOf([person('行长', 'executive', 'boss', 'hand')], team);
  expect(
    cells.map(({ theirs, ours: mine, meetings }) => [theirs, mine, meetings.map((m) => m.userId)]),
  ).toEqual([
    ['executive', 'executive', ['boss']],
    ['executive', 'staff', ['hand']],
  ]);
  expect(ours.map(({ members }) => members.map(({ userName }) => userName))).toEqual([
    ['吴总'],
    ['陈组长'],
    [],
    ['苏协办'],
  ]);
});

test('who left the team keeps nothing', () => {
  const { rows, cells } = coverageOf([person('行长', 'executive', 'gone')], team);
  expect([rows[0]!.nobody.length, cells]).toEqual([1, []]);
});

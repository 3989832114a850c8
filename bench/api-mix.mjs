import { URLSearchParams } from 'node:url';

/** What people ask of the API, by the share of each in a hundred requests, and what each is to stay below. */
const PAGE_SIZE = 50;

/** Words as they stand in the seeded names, typed a character at a time. */
const TYPED = [
  '福州鼓楼青禾',
  '厦门思明远帆',
  '云上茶业',
  '星河印务',
  '晋江海风',
  '鸿远物流',
  '保险代理',
  'K0000',
];
const TIERS = ['provincial', 'key', 'standard'];
const SECTIONS = ['C', 'F', 'G', 'I', 'J', 'L', 'P'];
const SORTS = ['name', '-name', 'code', '-completeness', 'reviewDueOn', '-reviewDueOn'];

/** A small generator with a fixed seed: the same questions every time. */
export function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const query = (path, parameters) => `${path}?${new URLSearchParams(parameters)}`;

/**
 * Each kind with its share, its reach in milliseconds and what one of it asks: paths asked for at once, done when the
 * last has answered.
 *
 * @param {{ accounts: string[], root?: string }} known ids the viewer sees, and the head of the largest group where
 * it is among them
 */
export function mix({ accounts, root }) {
  const account = (pick) => accounts[pick(accounts.length)];
  const kinds = [
    {
      kind: 'list: two filters and a sort',
      share: 35,
      reach: 80,
      requests: (pick) => [
        query('/api/accounts', {
          tier: TIERS[pick(TIERS.length)],
          industry: SECTIONS[pick(SECTIONS.length)],
          sort: SORTS[pick(SORTS.length)],
          limit: PAGE_SIZE,
        }),
      ],
    },
    {
      kind: 'search as one types: everywhere',
      share: 15,
      reach: 100,
      requests: (pick) => [
        { method: 'POST', path: '/api/search', body: { q: typed(pick), kinds: [], limit: 6 } },
      ],
    },
    {
      kind: 'search as one types: the list of accounts',
      share: 7,
      reach: 100,
      requests: (pick) => [query('/api/accounts', { q: typed(pick), sort: 'name', limit: 20 })],
    },
    {
      kind: 'search as one types: the list of contacts',
      share: 3,
      reach: 100,
      requests: (pick) => [query('/api/contacts', { q: typed(pick), sort: 'name', limit: 20 })],
    },
    {
      kind: 'record page, as it opens',
      share: 25,
      reach: 150,
      requests: (pick) => {
        const base = `/api/accounts/${account(pick)}`;
        return [base, `${base}/team`, '/api/products'];
      },
    },
    {
      kind: 'timeline',
      share: 12,
      reach: 150,
      requests: (pick) => [
        query(`/api/accounts/${(pick(4) === 0 && root) || account(pick)}/timeline`, { limit: 30 }),
      ],
    },
    {
      kind: 'people of an account',
      share: 2,
      reach: 150,
      requests: (pick) => [`/api/accounts/${account(pick)}/people`],
    },
    {
      kind: 'group rolled up',
      share: 1,
      reach: 200,
      requests: () => [query(`/api/accounts/${root}/group`, { year: 2026 })],
    },
  ];
  return root ? kinds : kinds.filter(({ kind }) => kind !== 'group rolled up');
}

function typed(pick) {
  const word = TYPED[pick(TYPED.length)];
  return word.slice(0, 1 + pick(word.length));
}

/** One kind by its share. */
export function choose(kinds, pick) {
  let at = pick(kinds.reduce((sum, { share }) => sum + share, 0));
  return kinds.find(({ share }) => (at -= share) < 0);
}

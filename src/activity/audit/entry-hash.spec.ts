import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import { type AuditEntryContent, entryHash, FIRST_PREV_HASH } from './entry-hash';

const ENTRY: AuditEntryContent = {
  id: '01890000-0000-7000-8000-000000000001',
  at: new Date('2026-03-04T05:06:07.008Z'),
  branchId: '01890000-0000-7000-8000-000000000002',
  actorId: '01890000-0000-7000-8000-000000000003',
  actorName: '甲',
  via: 'session',
  apiKeyId: null,
  requestId: 'r-1',
  kind: 'account.changed',
  subjectType: 'account',
  subjectId: '01890000-0000-7000-8000-000000000004',
  related: [],
  changes: [{ field: 'name', from: '旧', to: '新' }],
  facts: { code: 'A1' },
  reason: '更名',
  onTimeline: true,
  accountId: null,
};

describe('canonical JSON', () => {
  it('sorts keys at every depth and leaves lists alone', () => {
    expect(canonicalJson({ b: [{ z: 1, a: '二' }, null], a: 1.5 })).toBe(
      '{"a":1.5,"b":[{"a":"二","z":1},null]}',
    );
  });

  it('does not depend on the order of keys, and says what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([undefined, Number.NaN, () => 0])('refuses what is not JSON', (value) => {
    expect(() => canonicalJson({ value })).toThrow('canonical JSON');
  });
});

describe('the hash of an entry', () => {
  const hash = entryHash(FIRST_PREV_HASH, 1, ENTRY).toString('hex');

  it('stays what it is: a trail sealed by one version is verified by the next', () => {
    expect(hash).toBe('48abce131e6293e4b7cfdc41e3d75198ecb74205f6f98b7c3a3627349666234f');
  });

  it.each(Object.keys(ENTRY))('depends on %s', (field) => {
    const value = field === 'at' ? new Date(0) : ['other'];
    expect(entryHash(FIRST_PREV_HASH, 1, { ...ENTRY, [field]: value }).toString('hex')).not.toBe(hash);
  });

  it('depends on the place and on what stands before', () => {
    expect(entryHash(FIRST_PREV_HASH, 2, ENTRY).toString('hex')).not.toBe(hash);
    expect(entryHash(Buffer.alloc(32, 1), 1, ENTRY).toString('hex')).not.toBe(hash);
  });
});

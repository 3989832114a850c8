import fc from 'fast-check';
import { z } from 'zod';
import { AppError } from './app-error';
import { pick, recordOf, selectionOf } from './field-selection';
import { instant } from './instant';
import { pageOf } from './page.dto';

const record = z.object({
  id: z.string(),
  name: z.string().nullable(),
  place: z.object({ city: z.string(), at: instant.optional() }).nullable(),
  people: z.array(z.object({ name: z.string(), rank: z.number() })),
  own: z.record(z.string(), z.unknown()),
  either: z.union([z.object({ a: z.number() }), z.object({ b: z.number() })]),
});

const PATHS = ['id', 'name', 'place', 'place.city', 'place.at', 'people', 'people.name', 'people.rank'];
const MORE = ['own', 'own.anything', 'either', 'either.a', 'either.b'];

const value = {
  id: '1',
  name: null,
  place: { city: '福州', at: '2026-01-01T00:00:00Z' },
  people: [
    { name: '甲', rank: 1 },
    { name: '乙', rank: 2 },
  ],
  own: { anything: 1, other: 2 },
  either: { a: 1 },
};

const select = (text: string): unknown => pick(value, selectionOf(text, record));

it('leaves what is named, also within objects and within each object of a list', () => {
  expect(select('name,id')).toEqual({ id: '1', name: null });
  expect(select('place.city,people.name')).toEqual({
    place: { city: '福州' },
    people: [{ name: '甲' }, { name: '乙' }],
  });
  expect(select('own.anything,either.a')).toEqual({ own: { anything: 1 }, either: { a: 1 } });
});

it('takes a whole field where a part of it is named as well, in either order', () => {
  expect(select('place,place.city')).toEqual({ place: value.place });
  expect(select('place.city,place')).toEqual({ place: value.place });
});

it.each([
  'nam',
  'place.street',
  'people.name.x',
  'id.x',
  'constructor',
  '__proto__',
  '',
  'id,',
  'own.',
  '.id',
])('refuses %j', (text) => {
  expect(() => selectionOf(text, record)).toThrow(
    expect.objectContaining({ code: 'request.fields-unknown', status: 400 }),
  );
});

it('names the unknown fields and those there are, and tells nothing again that is no name', () => {
  const refusal = (text: string): string => {
    try {
      selectionOf(text, record);
    } catch (error) {
      return (error as AppError).sentence.en;
    }
    throw new Error('not refused');
  };
  expect(refusal('id,nam,place.x')).toContain('(nam, place.x)');
  expect(refusal('nam')).toContain('id, name, place');
  expect(refusal('<script>')).not.toContain('script');
  expect(refusal('id,'.repeat(1_000))).toContain('id, name');
});

it('finds the records of a page', () => {
  expect(recordOf(pageOf(record))).toMatchObject({ isList: true });
  expect(recordOf(record)).toEqual({ record, isList: false });
});

const chosen = fc.uniqueArray(fc.constantFrom(...PATHS, ...MORE), { minLength: 1 });

it('property: only takes away, and what is left is as it was', () => {
  fc.assert(
    fc.property(chosen, (paths) => {
      const left = select(paths.join(',')) as object;
      expect(value).toMatchObject(left);
      expect(Object.keys(left).sort()).toEqual([...new Set(paths.map((path) => path.split('.')[0]!))].sort());
    }),
  );
});

it('property: the order of the names does not matter, and picking twice is picking once', () => {
  fc.assert(
    fc.property(chosen, fc.infiniteStream(fc.nat()), (paths, random) => {
      const shuffled = paths.map((path) => ({ path, at: random.next().value! })).sort((a, b) => a.at - b.at);
      const once = select(paths.join(','));
      expect(select(shuffled.map(({ path }) => path).join(','))).toEqual(once);
      expect(pick(once, selectionOf(paths.join(','), record))).toEqual(once);
    }),
  );
});

it('property: more names never take anything away', () => {
  fc.assert(
    fc.property(chosen, chosen, (some, more) => {
      expect(select([...some, ...more].join(','))).toMatchObject(select(some.join(',')) as object);
    }),
  );
});

import * as fc from 'fast-check';
import { type Link, linkFault } from './influence-rules';

const people = new Set(['a', 'b', 'c', 'd']);
const link = (fromId: string, toId: string, kind: Link['kind'] = 'reports-to'): Link => ({
  fromId,
  toId,
  kind,
  strength: 2,
});

test.each<[string, Link[], string | null, number]>([
  ['a tree', [link('b', 'a'), link('c', 'a'), link('d', 'c')], null, 0],
  ['sponsors in a circle', [link('a', 'b', 'sponsors'), link('b', 'a', 'sponsors')], null, 0],
  ['one who sponsors their superior', [link('a', 'b'), link('a', 'b', 'sponsors')], null, 0],
  ['a stranger', [link('a', 'x')], 'unknown-person', 0],
  ['a link to oneself', [link('b', 'a'), link('a', 'a', 'blocks')], 'self', 1],
  ['the same twice', [link('a', 'b', 'blocks'), link('a', 'b', 'blocks')], 'twice', 1],
  ['two superiors', [link('c', 'a'), link('c', 'b')], 'two-superiors', 1],
  ['a circle of two', [link('a', 'b'), link('b', 'a')], 'cycle', 1],
  ['a circle of three', [link('a', 'b'), link('b', 'c'), link('c', 'a')], 'cycle', 2],
])('%s', (_, links, fault, index) => {
  expect(linkFault(links, people)).toEqual(fault === null ? null : { fault, index });
});

test('what passes has a top for everybody', () => {
  const someone = fc.constantFrom(...people);
  fc.assert(
    fc.property(fc.array(fc.tuple(someone, someone), { maxLength: 8 }), (pairs) => {
      const links = pairs.map(([from, to]) => link(from, to));
      if (linkFault(links, people) !== null) return;
      const up = new Map(links.map(({ fromId, toId }) => [fromId, toId]));
      for (const start of people) {
        let at: string | undefined = start;
        for (let steps = 0; at !== undefined; steps += 1, at = up.get(at))
          expect(steps).toBeLessThan(people.size);
      }
    }),
  );
});

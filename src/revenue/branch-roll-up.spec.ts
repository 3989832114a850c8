import fc from 'fast-check';
import { Figures, NO_FIGURES, rollUp, TreeNode } from './branch-roll-up';

const fen = (amountFen: number): Figures => ({ ...NO_FIGURES, amountFen, lines: 1 });

test('carries each branch into every branch above it', () => {
  const tree = [
    { id: 'province', parentId: null },
    { id: 'city', parentId: 'province' },
    { id: 'county', parentId: 'city' },
    { id: 'empty', parentId: 'province' },
  ];
  const rolled = rollUp(
    tree,
    new Map([
      ['county', fen(5)],
      ['city', fen(20)],
    ]),
  );
  expect(rolled.get('county')).toEqual({ own: fen(5), subtree: fen(5) });
  expect(rolled.get('city')).toMatchObject({ own: { amountFen: 20 }, subtree: { amountFen: 25, lines: 2 } });
  expect(rolled.get('province')).toMatchObject({ own: { amountFen: 0 }, subtree: { amountFen: 25 } });
  expect(rolled.has('empty')).toBe(false);
});

test('roots together hold everything, whatever the tree', () => {
  const trees = fc.array(fc.tuple(fc.nat(), fc.nat(1000)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(trees, (nodes) => {
      const tree: TreeNode[] = nodes.map(([up], index) => ({
        id: `b${index}`,
        parentId: index === 0 || up % 4 === 0 ? null : `b${up % index}`,
      }));
      const rolled = rollUp(tree, new Map(nodes.map(([, amount], index) => [`b${index}`, fen(amount)])));
      const roots = tree.filter((node) => node.parentId === null);
      const sum = roots.reduce((total, root) => total + rolled.get(root.id)!.subtree.amountFen, 0);
      expect(sum).toBe(nodes.reduce((total, [, amount]) => total + amount, 0));
    }),
  );
});

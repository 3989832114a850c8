import fc from 'fast-check';
import { CELL_STATES, cellState } from './cell-state';

test.each([
  [[], null, 'never'],
  [[2026], null, 'bought'],
  [[2024], null, 'bought'],
  [[2027], null, 'never'],
  [[], { state: 'proposed', year: 2026 }, 'proposed'],
  [[2025], { state: 'lost', year: 2026 }, 'lost'],
  [[2026], { state: 'lost', year: 2026 }, 'bought'],
  [[2026], { state: 'proposed', year: 2025 }, 'bought'],
  [[], { state: 'lost', year: 2027 }, 'never'],
] as const)('bought in %j, said %j: %s', (boughtYears, said, state) => {
  expect(cellState({ boughtYears, said }, 2026)).toBe(state);
});

test('a purchase of the year always shows, and without purchase or word a cell is empty', () => {
  const years = fc.array(fc.integer({ min: 2000, max: 2030 }), { maxLength: 5 });
  const said = fc.option(
    fc.record({
      state: fc.constantFrom('proposed' as const, 'lost' as const),
      year: fc.integer({ min: 2000, max: 2030 }),
    }),
  );
  fc.assert(
    fc.property(years, said, fc.integer({ min: 2000, max: 2030 }), (boughtYears, word, year) => {
      expect(CELL_STATES).toContain(cellState({ boughtYears, said: word }, year));
      expect(cellState({ boughtYears: [...boughtYears, year], said: word }, year)).toBe('bought');
      expect(cellState({ boughtYears: [], said: null }, year)).toBe('never');
    }),
  );
});

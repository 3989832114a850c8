import { demoFacts } from './demo-facts';
import { datesOfMonths, placeOnMonths } from './demo-revenue';

test('one month takes the amount, several share it to the fen, none leaves the month open', () => {
  const place = (months: number[]) => placeOnMonths(2026, { months, revenueFen: 101, pieces: 11 });
  expect(place([7])).toEqual([{ month: '2026-07', amountFen: 101, pieces: 11 }]);
  expect(place([7, 12])).toEqual([
    { month: '2026-07', amountFen: 51, pieces: 6 },
    { month: '2026-12', amountFen: 50, pieces: 5 },
  ]);
  expect(place([])).toEqual([{ month: null, amountFen: 101, pieces: 11 }]);
});

test('keeps unknown pieces unknown', () => {
  expect(placeOnMonths(2026, { months: [7, 8], revenueFen: 2, pieces: null })[1]).toMatchObject({
    pieces: null,
  });
});

test('dates cover the months', () => {
  expect(datesOfMonths(2026, [5, 7])).toEqual({ startsOn: '2026-05-01', endsOn: '2026-07-31' });
  expect(datesOfMonths(2028, [2])).toEqual({ startsOn: '2028-02-01', endsOn: '2028-02-29' });
  expect(datesOfMonths(2026, [])).toBeNull();
});

test('the facts add up to what the year states', () => {
  const stated = demoFacts().campaigns.filter((campaign) => campaign.revenueFen !== null);
  expect(stated).toHaveLength(7);
  expect(stated.reduce((sum, campaign) => sum + campaign.revenueFen!, 0)).toBe(169_910_000);
});

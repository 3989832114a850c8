import type { ImportantDate } from '../profile/profile-words';
import { comingDates } from './promises';

const date = (over: Partial<ImportantDate>): ImportantDate => ({
  kind: 'anniversary',
  month: 12,
  day: 5,
  year: null,
  untilMonth: null,
  yearly: true,
  note: '',
  ...over,
});
const days = (dates: ImportantDate[], today: string, within = 30) =>
  comingDates(dates, today, within).map(({ on }) => on);

describe('coming dates', () => {
  it('come from today to the last day, the next first, over the new year too', () => {
    const dates = [date({ month: 1, day: 10 }), date({}), date({ day: 4 })];
    expect(days(dates, '2026-12-05', 40)).toEqual(['2026-12-05', '2027-01-10']);
    expect(days(dates, '2026-12-05', 35)).toEqual(['2026-12-05']);
  });

  it('are not those of one year that is another', () => {
    const once = { yearly: false, month: 12, day: 5 };
    expect(days([date({ ...once, year: 2026 })], '2026-12-01')).toEqual(['2026-12-05']);
    expect(days([date({ ...once, year: 2025 })], '2026-12-01')).toEqual([]);
  });

  it('stand on a month’s first day when they are of the whole month, on its last when it is too short', () => {
    expect(days([date({ day: null })], '2026-11-20')).toEqual(['2026-12-01']);
    expect(days([date({ month: 2, day: 29 })], '2027-02-01')).toEqual(['2027-02-28']);
  });
});

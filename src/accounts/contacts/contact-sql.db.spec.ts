import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { birthdaysAhead, nextBirthday, TIME_ZONE, todayIn } from './birthdays';
import {
  BIRTHDAY_ORDER,
  birthdayWithin,
  maskedEmail,
  maskedHandle,
  maskedNumber,
  NEXT_BIRTHDAY,
} from './contact-sql';
import { maskEmail, maskHandle, maskNumber } from './phone-numbers';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const SAMPLES = [
  ...['13900001234', '+86 139 0000 1234', '139-0000-1234', '0592-5551234', '0592 5551234', '05925551234'],
  ...[
    '02112345678',
    '021-12345678 转 801',
    '(021) 12345678',
    '（0592）5551234',
    '12345',
    '95580',
    '4008000000',
  ],
  ...[
    '400-800-0000 ext 12',
    '0592-555123456',
    '055555',
    '+1 415 555 0100',
    'weixin_id',
    '微信号',
    '+8613900001234',
  ],
  ...['a@example.test', 'zhang.san@mail.example.test', '"a@b"@example.test'],
];

test.each([
  ['maskNumber', maskedNumber, maskNumber],
  ['maskHandle', maskedHandle, maskHandle],
  ['maskEmail', maskedEmail, maskEmail],
])('lists mask as %s does', async (name, sql, mask) => {
  const samples = SAMPLES.filter((sample) => name !== 'maskEmail' || sample.includes('@'));
  const { rows } = await client.query<{ shown: string | null }>(
    `SELECT ${sql('s.value')} AS shown FROM unnest($1::text[]) WITH ORDINALITY AS s (value, n) ORDER BY n`,
    [[...samples, null]],
  );
  expect(rows.map(({ shown }) => shown)).toEqual([...samples, null].map((sample) => mask(sample)));
});

describe('birthdays', () => {
  const days = Array.from({ length: 366 }, (_, index) => {
    const date = new Date(Date.UTC(2000, 0, 1 + index));
    return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  });
  const read = async <Row extends object>(sql: string, calendar = 'solar') => {
    const { rows } = await client.query<Row>(
      `SELECT ${sql} FROM (SELECT $2::text AS birthday_calendar, d.month::smallint AS birthday_month,
         d.day::smallint AS birthday_day, d.n FROM jsonb_to_recordset($1) AS d (month integer, day integer, n integer)) AS c
       ORDER BY c.n`,
      [JSON.stringify(days.map((one, n) => ({ ...one, n }))), calendar],
    );
    return rows;
  };

  test('come on the day that is told of one contact', async () => {
    const today = todayIn(TIME_ZONE);
    const rows = await read<{ next: string }>(`(${NEXT_BIRTHDAY})::text AS next`);
    expect(rows.map(({ next }) => next)).toEqual(
      days.map(({ month, day }) => nextBirthday({ calendar: 'solar', month, day, year: null }, today)),
    );
    const lunar = await read<{ next: string | null }>(`(${NEXT_BIRTHDAY})::text AS next`, 'lunar');
    expect(new Set(lunar.map(({ next }) => next))).toEqual(new Set([null]));
  });

  test('are in the order in which they come, lunar ones last', async () => {
    const rows = await read<{ place: number }>(`(${BIRTHDAY_ORDER})::integer AS place`);
    const inOrder = days
      .map((one, n) => ({ ...one, place: rows[n]!.place }))
      .toSorted((a, b) => a.place - b.place);
    const [month, day] = todayIn(TIME_ZONE).split('-').slice(1).map(Number);
    expect(inOrder[0]).toEqual({ month, day, place: 0 });
    const dates = inOrder.map((one) =>
      nextBirthday({ calendar: 'solar', year: null, ...one }, todayIn(TIME_ZONE))!,
    );
    expect(dates).toEqual(dates.toSorted());
    const [{ place }] = (await read<{ place: number }>(`(${BIRTHDAY_ORDER})::integer AS place`, 'lunar')) as [
      { place: number },
    ];
    expect(place).toBeGreaterThan(Math.max(...rows.map((row) => row.place)));
  });

  test.each([0, 6, 89, 365])('of the next %d days are among those the index is asked for', async (within) => {
    const rows = await read<{ meant: boolean; looked: boolean }>(
      `(${NEXT_BIRTHDAY}) <= (now() AT TIME ZONE 'Asia/Shanghai')::date + ${within} AS meant,
       ${birthdayWithin(String(within))} AS looked`,
    );
    expect(rows.filter(({ meant, looked }) => meant && !looked)).toEqual([]);
    const ahead = birthdaysAhead(todayIn(TIME_ZONE), within + 1);
    const expected = new Set(ahead.map(({ month, day }) => `${month}-${day}`));
    const found = days.filter((_, n) => rows[n]!.meant && rows[n]!.looked);
    expect(new Set(found.map(({ month, day }) => `${month}-${day}`))).toEqual(expected);
    // It narrows: not the whole year is looked at for a week.
    expect(rows.filter(({ looked }) => looked).length).toBeLessThanOrEqual(within + 2);
  });
});

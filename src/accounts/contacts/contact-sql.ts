import type { TypedWord } from '../../../libs/database/typed-word';
import { accountSays } from '../list/account-sql';
import { CURRENT_POSITION } from './positions.repository';

// A left join: whoever sees a contact by serving an account may not see the branch.
export const CONTACT_FROM = 'FROM contact c LEFT JOIN branch b ON b.id = c.branch_id';

/** As the index has it: whoever was never touched was touched longest ago. */
export const LAST_TOUCHED = `coalesce(c.last_touched_on, '-infinity'::date)`;

/**
 * Contacts whose name, or that of a firm of theirs, has the words, by the indexes over words that row security would
 * keep from an ordinary condition. One character is looked for among people alone: as part of an account's name it
 * would mean almost everybody.
 *
 * @param typed SQL of the parameter, as text
 */
export const contactsMatching = (typed: string): string => `c.id = ANY (ARRAY(
  SELECT search_matching('contact', ${typed})
  UNION SELECT p.contact_id FROM contact_position p
    WHERE length(${typed}) > 1 AND p.account_id = ANY (ARRAY(SELECT key_account_matching(${typed})))))`;

/** The same for a page of the list: words that name many are met by walking it. */
export const CONTACT_WORD: TypedWord = {
  matching: (word) => `SELECT search_matching('contact', ${word})
    UNION ALL SELECT p.contact_id
      FROM (SELECT key_account_matching(${word}) AS id WHERE length(${word}) > 1 OFFSET 0) AS named
        JOIN contact_position p ON p.account_id = named.id`,
  // A sub-select with LIMIT stays one for each row; the planner would read all positions to answer an EXISTS.
  says: (word) => `(strpos(lower(c.name), lower(${word})) > 0
    OR (${word} ~ '^[A-Za-z '']+$' AND c.id = ANY (ARRAY(SELECT search_matching('contact', ${word}))))
    OR (length(${word}) > 1 AND (SELECT true FROM contact_position p JOIN key_account a ON a.id = p.account_id
      WHERE p.contact_id = c.id AND ${accountSays(word)} LIMIT 1)))`,
  few: 1000,
};

const HIDDEN = `'****'`;
const digits = (column: string): string => `regexp_replace(${column}, '[^0-9]', '', 'g')`;
const AREA = `'^(0[0-9]{2,3})[-\\s]?([0-9]{7,8})(?![0-9])'`;

/**
 * A number as `maskNumber` shows it, masked where it is read, so that no list, file or group can hold more: what is
 * looked at row by row is counted by nobody, but a file is taken away.
 */
export const maskedNumber = (column: string): string => `CASE
  WHEN ${column} ~ ${AREA} THEN (regexp_match(${column}, ${AREA}))[1] || '-' || ${HIDDEN}
    || right((regexp_match(${column}, ${AREA}))[2], 4)
  WHEN length(${digits(column)}) < 9 THEN ${HIDDEN} || right(${digits(column)}, 2)
  ELSE left(${digits(column)}, 3) || ${HIDDEN} || right(${digits(column)}, 4) END`;

/** As `maskHandle` shows it. */
export const maskedHandle = (column: string): string =>
  `CASE WHEN ${column} ~ '^\\+?[0-9]{9,}$' THEN ${maskedNumber(column)} ELSE left(${column}, 1) || ${HIDDEN} END`;

/** As `maskEmail` shows it. */
export const maskedEmail = (column: string): string =>
  `left(${column}, 1) || ${HIDDEN} || substring(${column} from '@[^@]*$')`;

const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
const THIS_YEAR = `extract(year FROM ${TODAY})::integer`;
// A year is added to 2000, which has a 29 February: where the year lacks it, it becomes the 28th.
const inYear = (year: string): string =>
  `(make_date(2000, c.birthday_month, c.birthday_day) + make_interval(years => ${year} - 2000))::date`;

/** The day of the next solar birthday, today included; lunar ones are not reckoned. */
export const NEXT_BIRTHDAY = `CASE WHEN c.birthday_calendar = 'solar' THEN
  CASE WHEN ${inYear(THIS_YEAR)} >= ${TODAY} THEN ${inYear(THIS_YEAR)} ELSE ${inYear(`${THIS_YEAR} + 1`)} END END`;

const NEVER = 10_000;
const YEAR_OF_LONG_MONTHS = 12 * 31;
// Every month has 31 places, so that going round the year is plain arithmetic on two numbers of the row.
const place = (month: string, day: string): string => `${month} * 31 + ${day}`;
const TODAYS_PLACE = `(SELECT (${place(`extract(month FROM ${TODAY})`, `extract(day FROM ${TODAY})`)})::integer)`;

/** The order in which solar birthdays come, today's first; who has none, or a lunar one, is last. */
export const BIRTHDAY_ORDER = `CASE WHEN c.birthday_calendar = 'solar' THEN
  (${place('c.birthday_month', 'c.birthday_day')} - ${TODAYS_PLACE} + ${YEAR_OF_LONG_MONTHS}) % ${YEAR_OF_LONG_MONTHS}
  ELSE ${NEVER} END`;

/** Solar birthdays of the coming days by the index over month and day. @param days SQL of their number, today not counted */
export const birthdayWithin = (days: string): string => `(c.birthday_calendar = 'solar'
  AND (c.birthday_month, c.birthday_day) IN (
    SELECT extract(month FROM d)::smallint, extract(day FROM d)::smallint
      FROM generate_series(${TODAY}::timestamp, ${TODAY} + ${days}, interval '1 day') AS d
    UNION ALL SELECT 2::smallint, 29::smallint))`;

/** What is said of a contact in one line: the position held today that stands highest. */
export const mainPosition = (column: string): string => `(SELECT ${column} FROM contact_position p
  JOIN key_account a ON a.id = p.account_id WHERE p.contact_id = c.id AND ${CURRENT_POSITION}
  ORDER BY array_position(ARRAY['executive', 'senior', 'manager', 'staff'], p.rank), p.id LIMIT 1)`;

/** The firms a contact is at today. */
export const FIRMS = `(SELECT string_agg(a.name, '、' ORDER BY a.name) FROM contact_position p
  JOIN key_account a ON a.id = p.account_id WHERE p.contact_id = c.id AND ${CURRENT_POSITION})`;

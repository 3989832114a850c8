import type { Database } from '../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../test/support/test-app';

let program: TestApp;
let database: Database;
let city: string;
let other: string;
let mine: string;
let theirs: string;
let robot: string;
let news: string;
let delivery: string;

const ROBOTS = ['chat-robots:admin'];
const as = <T extends object>(
  user: string,
  branch: string,
  sql: string,
  parameters: unknown[] = [],
  may: string[] = [],
) => database.asViewer(viewer(user, [branch], may), () => database.manager.query<T[]>(sql, parameters));

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  const { fixtures } = program;
  const root = await fixtures.branch('P');
  city = await fixtures.branch('P-A', root);
  other = await fixtures.branch('P-B', root);
  mine = await fixtures.user('mine@example.test', city, ['administrator']);
  theirs = await fixtures.user('theirs@example.test', city, ['administrator']);
  const one = async (sql: string, parameters: unknown[]): Promise<string> =>
    (await fixtures.sql<{ id: string }>(`${sql} RETURNING id`, parameters))[0]!.id;
  news = await one(
    `INSERT INTO notification_news (branch_id, kind, record_type, record_id, caused_by)
     VALUES ($1, 'account.changed', 'account', uuidv7(), $2)`,
    [city, theirs],
  );
  await fixtures.sql(
    `INSERT INTO notification (user_id, news_id, category, because, in_app) VALUES ($1, $2, 'account', 'follower', true)`,
    [mine, news],
  );
  robot = await one(
    `INSERT INTO chat_robot (branch_id, name, kind, address_sealed, host, hint, categories, below, mode, digest_hour,
                             urgent_passes, language, created_by)
     VALUES ($1, '群', 'wecom', '\\x00', 'h', 'x', '{account}', false, 'at-once', 8, true, 'zh', $2)`,
    [city, mine],
  );
  delivery = await one(
    `INSERT INTO notification_delivery (id, channel, user_id, mode, urgent, state, due_at, caused_by)
     VALUES (uuidv7(), 'email', $1, 'at-once', false, 'pending', now(), $2)`,
    [mine, theirs],
  );
  await fixtures.sql(
    'INSERT INTO notification_setting (user_id, categories, digest_hour, urgent_passes) VALUES ($1, $2, 8, true)',
    [mine, '{}'],
  );
  await fixtures.sql(
    `INSERT INTO follow (user_id, record_type, record_id) VALUES ($1, 'account', uuidv7())`,
    [mine],
  );
});
afterAll(() => program.close());

const OWN = ['follow', 'notification', 'notification_news', 'notification_setting', 'notification_delivery'];

test.each(OWN)('%s is seen by whom it is for and by nobody else, whatever they may', async (table) => {
  expect(await as(mine, city, `SELECT 1 FROM ${table}`)).toHaveLength(1);
  expect(await as(theirs, city, `SELECT 1 FROM ${table}`, [], ROBOTS)).toEqual([]);
});

test('nobody marks what is not theirs, or tells in another’s name', async () => {
  const [, marked] = (await as(theirs, city, 'UPDATE notification SET read_at = now()')) as unknown as [
    unknown,
    number,
  ];
  expect(marked).toBe(0);
  const insert = `INSERT INTO notification_news (branch_id, kind, record_type, record_id, caused_by)
                  VALUES ($1, 'x.y', 'account', uuidv7(), $2)`;
  await expect(as(theirs, city, insert, [city, mine])).rejects.toThrow(/row-level security/);
  await as(theirs, city, insert, [city, theirs]);
  await expect(
    as(
      theirs,
      city,
      `INSERT INTO follow (user_id, record_type, record_id) VALUES ($1, 'account', uuidv7())`,
      [mine],
    ),
  ).rejects.toThrow(/row-level security/);
});

test('how a message went is written by the system alone, which cannot read what it says', async () => {
  await expect(as(mine, city, `UPDATE notification_delivery SET state = 'sent'`)).rejects.toThrow(
    /permission denied/,
  );
  const system = (sql: string) => database.asSystem(() => database.manager.query<object[]>(sql));
  expect(await system(`SELECT id, state FROM notification_delivery WHERE id = '${delivery}'`)).toHaveLength(
    1,
  );
  for (const secret of [
    'SELECT facts FROM notification_news',
    'SELECT address_sealed FROM chat_robot',
    'SELECT user_id FROM notification',
  ]) {
    await expect(system(secret)).rejects.toThrow(/permission denied/);
  }
});

test('robots are their branch’s administrators’ own', async () => {
  const seen = 'SELECT id FROM chat_robot';
  expect(await as(theirs, city, seen, [], ROBOTS)).toEqual([{ id: robot }]);
  expect(await as(theirs, city, seen)).toEqual([]);
  expect(await as(theirs, other, seen, [], ROBOTS)).toEqual([]);
});

import type { Database } from '../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../test/support/test-app';
import { CONTACT_WORD, contactsMatching } from '../accounts/contacts/contact-sql';
import { accountSays } from '../accounts/list/account-sql';
import { SoundsService } from './sounds.service';

let program: TestApp;
let database: Database;
let near: string;
let far: string;
let reader: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  const { fixtures } = program;
  near = await fixtures.branch('W-A');
  far = await fixtures.branch('W-B');
  reader = await fixtures.user('reader@example.test', near, ['marketer']);
  await fixtures.sql(
    `INSERT INTO key_account (branch_id, code, name, legal_name, trade_names, tier) VALUES
       ($1, 'W1', '青禾贸易', '福建青禾有限公司', '{绿苗,Green_Sprout}', 'key'),
       ($1, 'W2', '海风100%食品', NULL, '{}', 'key'), ($2, 'W3', '青禾印务', NULL, '{}', 'key')`,
    [near, far],
  );
  await fixtures.sql(
    `INSERT INTO contact (branch_id, name)
     VALUES ($1, '王青'), ($1, '王海'), ($1, '单小虹'), ($1, 'Green Ann'), ($2, '王远')`,
    [near, far],
  );
  await fixtures.sql(
    `INSERT INTO contact_position (contact_id, account_id, role, rank)
     SELECT c.id, a.id, 'user', 'staff' FROM contact c JOIN key_account a
       ON (c.name, a.code) IN (('王海', 'W1'), ('单小虹', 'W2'), ('王青', 'W3'), ('王远', 'W3'))`,
  );
  await program.app.get(SoundsService, { strict: false }).run({}, { signal: new AbortController().signal });
});
afterAll(() => program.close());

const ask = (statement: string, word: string) =>
  database.asViewer(viewer(reader, [near], ['accounts:read']), async () => {
    const rows: { name: string }[] = await database.manager.query(`${statement} ORDER BY name`, [word]);
    return rows.map(({ name }) => name);
  });

const WORDS = [
  '青',
  '青禾',
  '禾贸',
  '绿苗',
  'green_s',
  'sprout',
  'EEN_SPR',
  'Green',
  '100%',
  '王',
  '王海',
  'wang',
  'wh',
  '风',
  '远',
  'W1',
  '无此',
];

it.each(WORDS)('a contact walked by says of %s what the index says', async (word) => {
  const looked = await ask(`SELECT name FROM contact c WHERE ${contactsMatching('$1::text')}`, word);
  expect(await ask(`SELECT name FROM contact c WHERE ${CONTACT_WORD.says('$1::text')}`, word)).toEqual(
    looked,
  );
});

it.each(WORDS)('an account walked by says of %s what the index says', async (word) => {
  const looked = await ask(
    'SELECT name FROM key_account a WHERE id = ANY (ARRAY(SELECT key_account_matching($1)))',
    word,
  );
  expect(await ask(`SELECT name FROM key_account a WHERE ${accountSays('$1::text')}`, word)).toEqual(looked);
});

it('has words that find somebody by name, by sound and by firm', async () => {
  const by = (word: string) => ask(`SELECT name FROM contact c WHERE ${CONTACT_WORD.says('$1::text')}`, word);
  expect(await by('王')).toEqual(['王海', '王青']);
  expect(await by('wang')).toEqual(['王海', '王青']);
  expect(await by('青禾')).toEqual(['王海']);
});

it.each(WORDS)('the first accounts that %s names come in the order of their names', async (word) => {
  const inOrder = (limit: number) =>
    database.asViewer(viewer(reader, [near], ['accounts:read']), async () => {
      const rows: { name: string }[] = await database.manager.query(
        `SELECT a.name FROM unnest(ARRAY(SELECT key_account_matching_first($1, $2))) WITH ORDINALITY AS f (id, at)
         JOIN key_account a ON a.id = f.id ORDER BY f.at`,
        [word, limit],
      );
      return rows.map(({ name }) => name);
    });
  const all = await database.asViewer(viewer(reader, [near], ['accounts:read']), async () => {
    const rows: { name: string }[] = await database.manager.query(
      `SELECT name FROM key_account WHERE id = ANY (ARRAY(SELECT key_account_matching($1)))
       ORDER BY name COLLATE "zh-x-icu"`,
      [word],
    );
    return rows.map(({ name }) => name);
  });
  expect(await inOrder(10)).toEqual(all);
  expect(await inOrder(1)).toEqual(all.slice(0, 1));
});

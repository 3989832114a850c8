import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import { STORAGE } from '../../../libs/storage/storage.module';
import type { Storage } from '../../../libs/storage/storage';
import { createTestApp, TestApp, viewer } from '../../../test/support/test-app';
import { SealerService } from './sealer.service';
import type { Verification } from './verification';
import { VerifierService } from './verifier.service';

let program: TestApp;
let city: string;
let otherCity: string;
let leader: string;
let manager: string;
let member: string;
let account: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ');
  city = await fixtures.branch('FJ-XM', root);
  otherCity = await fixtures.branch('FJ-FZ', root);
  leader = await fixtures.user('leader@example.test', city, ['leader']);
  manager = await fixtures.user('manager@example.test', city, ['account-manager']);
  member = await fixtures.user('member@example.test', otherCity, ['account-manager']);
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'A', '甲', 'key') RETURNING id`,
    [city],
  );
  account = row!.id;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    account,
    member,
  ]);
});
afterAll(() => program.close());
beforeEach(async () => {
  await tamper(
    'TRUNCATE audit_entry, audit_unsealed, audit_seal, audit_journal, timeline_link, timeline_pin',
  );
  const storage = program.app.get<Storage>(STORAGE, { strict: false });
  const { files } = await storage.list('journal/audit/');
  for (const { key } of files) await storage.delete(key);
});

const as = <T>(userId: string, branch: string, permissions: string[], work: () => Promise<T>): Promise<T> =>
  program.database.asViewer(viewer(userId, [branch], permissions), work);
const query = (sql: string): Promise<{ kind: string }[]> => program.database.manager.query(sql);

const emit = (input: Partial<RecordEventInput> = {}) =>
  program.app.get(EventEmitter2).emitAsync(
    RecordEvent.event,
    new RecordEvent({
      kind: 'account.changed',
      branchId: city,
      subject: { type: 'account', id: account },
      changes: [{ field: 'name', from: '甲', to: '乙' }],
      reason: '更名',
      ...input,
    }),
  );
const happen = (count: number) =>
  as(manager, city, [], async () => {
    for (let index = 0; index < count; index += 1) await emit({ facts: { index } });
  });
const seal = () =>
  program.app.get(SealerService, { strict: false }).run({}, { signal: new AbortController().signal });

async function verify(fromSeq = 1, toSeq: number | null = null): Promise<Verification> {
  const run = program.app.get(VerifierService, { strict: false }).start(fromSeq, toSeq);
  for (let step = 0; step < 100; step += 1) {
    const state = await run.step();
    if (state.state !== 'running') return state;
  }
  throw new Error('verification does not end');
}

/** As somebody who holds the whole database. */
const tamper = (statement: string, parameters: unknown[] = []) =>
  program.fixtures.sql(
    `DO $do$ BEGIN SET LOCAL session_replication_role = replica; EXECUTE ${literal(statement, parameters)}; END $do$`,
  );
const literal = (statement: string, parameters: unknown[]): string =>
  `'${statement.replace(/\$(\d)/g, (_, n: string) => `'${String(parameters[Number(n) - 1])}'`).replace(/'/g, "''")}'`;

test('what happened is written with its actor, in the transaction that did it', async () => {
  await expect(
    as(manager, city, [], async () => {
      await emit();
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await happen(1);
  const entries = await program.fixtures.sql('SELECT * FROM audit_entry');
  expect(entries).toMatchObject([
    {
      kind: 'account.changed',
      actor_id: manager,
      actor_name: 'manager',
      via: 'console',
      subject_id: account,
      changes: [{ field: 'name', from: '甲', to: '乙' }],
      reason: '更名',
      account_id: account,
    },
  ]);
  expect(await program.fixtures.sql('SELECT record_type, record_id FROM timeline_link')).toEqual([
    { record_type: 'account', record_id: account },
  ]);
});

test('auditors read their branches; a timeline, also who serves the account; production, the branch alone', async () => {
  await as(manager, city, [], async () => {
    await emit();
    await emit({ kind: 'session.started', subject: { type: 'user', id: manager } });
    await emit({
      kind: 'batch.frozen',
      subject: { type: 'batch', id: account },
      related: [{ type: 'account', id: account }],
    });
  });
  const seen = async (userId: string, branch: string, permissions: string[]) =>
    as(userId, branch, permissions, async () => ({
      entries: (await query('SELECT kind FROM audit_entry ORDER BY at, id')).map(({ kind }) => kind),
      links: (await query(`SELECT entry_id AS kind FROM timeline_link WHERE record_type = 'account'`)).length,
    }));
  expect(await seen(leader, city, ['audit:read'])).toEqual({
    entries: ['account.changed', 'session.started', 'batch.frozen'],
    links: 2,
  });
  expect(await seen(manager, city, [])).toEqual({ entries: ['account.changed', 'batch.frozen'], links: 2 });
  expect(await seen(member, otherCity, ['audit:read'])).toEqual({ entries: ['account.changed'], links: 1 });
  const stranger = await program.fixtures.user('stranger@example.test', otherCity, ['leader']);
  expect(await seen(stranger, otherCity, ['audit:read'])).toEqual({ entries: [], links: 0 });
});

test.each([
  'UPDATE audit_entry SET reason = NULL',
  'DELETE FROM audit_entry',
  'TRUNCATE audit_seal',
  'DELETE FROM audit_journal',
])('not even the owner of the tables does this: %s', async (statement) => {
  await happen(1);
  await expect(as(manager, city, [], () => query(statement))).rejects.toThrow(/denied/);
  await expect(program.fixtures.sql(statement)).rejects.toThrow('only ever added to');
});

test('nobody writes in the name of another', async () => {
  const forged = as(manager, city, [], () =>
    query(`INSERT INTO audit_entry (at, branch_id, actor_id, via, kind, subject_type, subject_id, on_timeline)
           SELECT now(), branch_id, id, 'session', 'account.changed', 'account', id, true
           FROM user_account WHERE id <> app_user_id()`),
  );
  await expect(forged).rejects.toThrow(/row-level security/);
});

test('a sealed trail is sound, in parts and whole, also after more is sealed', async () => {
  expect(await verify()).toMatchObject({ state: 'sound', checked: 0 });
  await happen(3);
  expect(await verify()).toMatchObject({ state: 'sound', checked: 0, waiting: 3 });
  await seal();
  await happen(2);
  await seal();
  await seal();
  expect(await verify()).toMatchObject({
    state: 'sound',
    checked: 5,
    waiting: 0,
    journalHeads: 1,
    fault: null,
  });
  expect(await verify(2, 3)).toMatchObject({ state: 'sound', checked: 2, fromSeq: 2, toSeq: 3 });
});

test('two sealers at once make one chain', async () => {
  await happen(1_200);
  await Promise.all([seal(), seal(), seal()]);
  await seal();
  const [row] = await program.fixtures.sql(
    'SELECT count(*)::int AS n, max(seq)::int AS last FROM audit_seal',
  );
  expect(row).toEqual({ n: 1_200, last: 1_200 });
  expect(await verify()).toMatchObject({ state: 'sound', checked: 1_200 });
});

test('the chain cannot be forked: a second entry after the same one is refused', async () => {
  await happen(1);
  await seal();
  const fork = `INSERT INTO audit_seal (seq, entry_id, prev_hash, hash)
                SELECT 2, uuidv7(), prev_hash, hash FROM audit_seal`;
  await expect(program.fixtures.sql(fork)).rejects.toThrow('uq_audit_seal_prev_hash');
});

describe('what somebody with the whole database did is found', () => {
  beforeEach(async () => {
    await happen(5);
    await seal();
  });

  test.each([
    [
      'an entry changed',
      `UPDATE audit_entry SET facts = $1 WHERE facts @> $2`,
      ['{"index":9}', '{"index":2}'],
      'changed',
      3,
    ],
    [
      'an entry backdated',
      `UPDATE audit_entry SET at = at - interval $1 WHERE facts @> $2`,
      ['1 day', '{"index":0}'],
      'changed',
      1,
    ],
    ['an entry removed', `DELETE FROM audit_entry WHERE facts @> $1`, ['{"index":3}'], 'entry-missing', 4],
    ['a seal removed', `DELETE FROM audit_seal WHERE seq = $1`, ['2'], 'seal-missing', 2],
    ['the end cut off', `DELETE FROM audit_seal WHERE seq > $1`, ['3'], 'end-missing', 4],
  ])('%s', async (_what, statement, parameters, kind, seq) => {
    await tamper(statement, parameters);
    expect(await verify()).toMatchObject({ state: 'broken', fault: { kind, seq } });
  });

  test('an entry put in past the program', async () => {
    await tamper(
      `INSERT INTO audit_entry (at, branch_id, via, kind, subject_type, subject_id, on_timeline)
       VALUES (now(), $1, 'nobody', 'account.changed', 'account', $1, true)`,
      [city],
    );
    expect(await verify()).toMatchObject({ state: 'broken', strays: 1, fault: null });
  });

  test('an entry removed before it was sealed', async () => {
    await happen(1);
    await tamper(`DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_unsealed)`);
    await seal();
    expect(await verify()).toMatchObject({ state: 'broken', strays: 1 });
  });

  test('the whole chain made anew: only the journal knows better', async () => {
    await tamper('DELETE FROM audit_seal');
    await tamper(`UPDATE audit_entry SET reason = 'x'`);
    await tamper('INSERT INTO audit_unsealed SELECT id FROM audit_entry');
    await seal();
    expect(await verify()).toMatchObject({ state: 'broken', fault: { kind: 'journal-differs', seq: 5 } });
  });

  test('a head taken out of the journal', async () => {
    const storage = program.app.get<Storage>(STORAGE, { strict: false });
    await storage.delete('journal/audit/000000000000005.json');
    expect(await verify()).toMatchObject({ state: 'broken', fault: { kind: 'journal-missing', seq: 5 } });
    expect(await verify(1, 4)).toMatchObject({ state: 'sound' });
  });

  test('the end cut off, in the journal as well', async () => {
    const storage = program.app.get<Storage>(STORAGE, { strict: false });
    await storage.delete('journal/audit/000000000000005.json');
    await tamper('DELETE FROM audit_seal WHERE seq > $1', ['3']);
    expect(await verify()).toMatchObject({ state: 'broken', fault: { kind: 'end-missing', seq: 4 } });
  });

  test('a head is in the journal once, with place and hash', async () => {
    const storage = program.app.get<Storage>(STORAGE, { strict: false });
    const { files } = await storage.list('journal/audit/');
    expect(files.map(({ key }) => key)).toEqual(['journal/audit/000000000000005.json']);
    const [head] = await program.fixtures.sql<{ hash: Buffer }>('SELECT hash FROM audit_seal WHERE seq = 5');
    const recorded = JSON.parse((await storage.read(files[0]!.key, 1_000)).toString()) as object;
    expect(recorded).toMatchObject({ seq: 5, hash: head!.hash.toString('hex') });
  });
});

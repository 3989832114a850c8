import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import type { Role } from '../../identity/permissions';
import { NOTIFICATION_RULES } from './notification-rules';
import { type Candidate, recipientsOf } from './recipients';
import { accountOf, pathOf, recordOf } from './records';
import { SAID_KINDS, sentenceOf } from './sentences';

const event = (kind: string, more: Partial<RecordEventInput> = {}) =>
  new RecordEvent({ kind, branchId: 'b', subject: { type: 'batch', id: 's' }, ...more });
const person = (userId: string, role: Role, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  roles: [role],
  above: 0,
  follows: false,
  manages: false,
  ...more,
});
const told = (about: RecordEvent, people: Candidate[], actorId: string | null = null) =>
  recipientsOf(NOTIFICATION_RULES[about.kind]!, about, people, 'batches:read', actorId).map(
    ({ userId, because, category, urgent }) => [userId, because, category, urgent],
  );

test('every rule has its sentence, and every sentence its rule', () => {
  expect([...SAID_KINDS].sort()).toEqual(Object.keys(NOTIFICATION_RULES).sort());
});

test('whoever is told for several reasons is told once, for the strongest', () => {
  const offered = event('case.step', {
    facts: { step: 'hand-over-offered', toId: 'u' },
    concerns: ['o', 'u'],
  });
  const people = [
    person('u', 'operator', { follows: true }),
    person('o', 'operator'),
    person('f', 'leader', { follows: true }),
  ];
  expect(told(offered, people)).toEqual([
    ['u', 'named', 'assignment', false],
    ['o', 'named', 'service', false],
    ['f', 'follower', 'service', false],
  ]);
});

test('never who did it, and nobody who could not open the record', () => {
  const people = [
    person('a', 'leader', { follows: true }),
    { ...person('x', 'leader', { follows: true }), roles: [] },
  ];
  expect(told(event('batch.spoiled'), people, 'a')).toEqual([]);
  expect(told(event('batch.spoiled'), people, 'other')).toEqual([['a', 'follower', 'production', false]]);
});

test('an approval waits for the lowest branch that has somebody who may give it', () => {
  const frozen = event('batch.frozen', { facts: { secondPerson: true }, concerns: ['maker'] });
  const above = person('province', 'leader', { above: 1 });
  const people = [person('maker', 'marketer'), person('marketer', 'marketer'), above];
  expect(told(frozen, people)).toEqual([
    ['maker', 'named', 'production', false],
    ['province', 'approver', 'approval', false],
  ]);
  expect(told(frozen, [...people, person('city', 'operator')])).toEqual([
    ['maker', 'named', 'production', false],
    ['city', 'approver', 'approval', false],
  ]);
  // One that anybody may approve alone waits for nobody.
  expect(told(event('batch.frozen', { facts: { secondPerson: false } }), people)).toEqual([]);
});

test('what cannot wait is urgent: broken promises, uncertain dispatches, critical cases', () => {
  expect(told(event('case.escalated', { facts: { told: 'a,b' } }), [person('b', 'leader')])).toEqual([
    ['b', 'named', 'assignment', true],
  ]);
  expect(told(event('batch.uncertain'), [person('o', 'operator')])).toEqual([
    ['o', 'approver', 'approval', true],
  ]);
  const manager = [person('m', 'leader', { manages: true })];
  expect(told(event('case.opened', { facts: { urgency: 'critical' } }), manager)[0]![3]).toBe(true);
  expect(told(event('case.opened', { facts: { urgency: 'normal' } }), manager)[0]![3]).toBe(false);
});

test('a note leads to the record it was written on, a proposal to where it is decided', () => {
  const account = { type: 'account', id: 'a' };
  const note = event('note.added', {
    subject: { type: 'note', id: 'n' },
    related: [{ type: 'case', id: 'c' }, account],
  });
  expect(recordOf(note)).toEqual({ type: 'case', id: 'c' });
  expect(accountOf(note)).toBe('a');
  const proposed = recordOf(event('regrading.proposed', { subject: { type: 'branch', id: 'b' } }))!;
  expect(pathOf(proposed)).toBe('/accounts/regrading');
  expect(pathOf({ type: 'case', id: 'c' })).toBe('/service/c');
  expect(recordOf(event('list.x', { subject: { type: 'import', id: 'i' } }))).toBeNull();
});

test('news of a recovery leads to its plan, of a webhook to its page, of an absence to the absences', () => {
  const plan = recordOf(
    event('recovery.opened', {
      subject: { type: 'recovery', id: 'r' },
      related: [{ type: 'account', id: 'a' }],
    }),
  )!;
  expect(pathOf(plan)).toBe('/recovery/r');
  const webhook = recordOf(event('webhook.disabled', { subject: { type: 'webhook', id: 'w' } }))!;
  expect(pathOf(webhook)).toBe('/admin/webhooks/w');
  const absence = recordOf(event('absence.recorded', { subject: { type: 'absence', id: 'x' } }))!;
  expect(pathOf(absence)).toBe('/absences');
});

test('an absence is told to who is away, who stands in and the nearest leader; not to who recorded it', () => {
  const recorded = event('absence.recorded', {
    subject: { type: 'absence', id: 'x' },
    related: ['away', 'cover'].map((id) => ({ type: 'user', id })),
  });
  const people = [
    person('away', 'account-manager'),
    person('cover', 'account-manager'),
    person('leader', 'leader'),
    person('province', 'leader', { above: 1 }),
  ];
  const tell = (actorId: string | null) =>
    recipientsOf(NOTIFICATION_RULES[recorded.kind]!, recorded, people, 'accounts:read', actorId).map(
      ({ userId, because }) => [userId, because],
    );
  expect(tell('away')).toEqual([
    ['cover', 'named'],
    ['leader', 'approver'],
  ]);
  expect(tell('leader')).toEqual([
    ['away', 'named'],
    ['cover', 'named'],
  ]);
});

test('whoever looks after webhooks hears at once that one was switched off', () => {
  const off = event('webhook.disabled', { subject: { type: 'webhook', id: 'w' }, facts: { why: 'gone' } });
  const people = [person('admin', 'administrator'), person('manager', 'account-manager', { follows: true })];
  const [first, ...others] = recipientsOf(NOTIFICATION_RULES[off.kind]!, off, people, 'webhooks:admin', null);
  expect(first).toMatchObject({ userId: 'admin', urgent: true });
  expect(others).toEqual([]);
});

test('a sentence says who and what in both languages, and no name where none may be said', () => {
  const news = {
    recordType: 'contact' as const,
    actorName: '林思远',
    facts: {},
    because: 'follower' as const,
  };
  expect(sentenceOf({ ...news, kind: 'contact.touched', name: '张$&三' })).toEqual({
    zh: '林思远登记了与张$&三的联系',
    en: '林思远 was in touch with 张$&三',
  });
  expect(sentenceOf({ ...news, kind: 'contact.touched', name: null }).zh).toBe(
    '林思远登记了与一位联系人的联系',
  );
  for (const kind of SAID_KINDS) {
    const said = sentenceOf({ ...news, kind, name: '甲', recordType: 'account' });
    expect(said.zh).not.toMatch(/[{}]/);
    expect(said.en).not.toMatch(/[{}]/);
  }
});

import { RecordEvent } from '../../libs/events/record-event';
import { isOnTimeline, openToAccount, timelinesOf, topicOf } from './activity-rules';

const ACCOUNT = { type: 'account', id: 'a' };
const event = (kind: string, type: string, related: { type: string; id: string }[] = []) =>
  new RecordEvent({ kind, branchId: 'b', subject: { type, id: 's' }, related });

describe('where an event is told', () => {
  it('on its subject and everything it is related to, each once', () => {
    expect(timelinesOf(event('campaign.changed', 'campaign', [ACCOUNT, ACCOUNT]))).toEqual([
      { type: 'campaign', id: 's' },
      ACCOUNT,
    ]);
  });

  it('a note is told where it was written, not on itself', () => {
    expect(timelinesOf(event('note.added', 'note', [ACCOUNT]))).toEqual([ACCOUNT]);
    expect(timelinesOf(event('note.changed', 'note', [ACCOUNT]))).toEqual([]);
  });

  it.each(['session.refused', 'user.changed', 'api-key.created', 'suppression.added', 'branch.changed'])(
    '%s: to auditors only',
    (kind) => {
      expect(isOnTimeline(kind)).toBe(false);
      expect(timelinesOf(event(kind, topicOf(kind), [ACCOUNT]))).toEqual([]);
    },
  );
});

describe('whom an event is open to besides the branch', () => {
  it.each([
    ['account.changed', event('account.changed', 'account'), 's'],
    ['campaign.created', event('campaign.created', 'campaign', [ACCOUNT]), 'a'],
    ['note on an account', event('note.added', 'note', [ACCOUNT]), 'a'],
    ['batch.dispatched', event('batch.dispatched', 'batch', [ACCOUNT]), null],
    ['note on a batch', event('note.added', 'note', [{ type: 'batch', id: 'x' }, ACCOUNT]), null],
    ['revenue on a campaign', event('revenue.booked', 'campaign', [ACCOUNT]), null],
    ['list.imported', event('list.imported', 'list', [ACCOUNT]), null],
  ])('%s', (_what, told, expected) => {
    expect(openToAccount(told)).toBe(expected);
  });
});

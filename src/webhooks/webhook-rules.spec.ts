import { RecordEvent } from '../../libs/events/record-event';
import { retryAfter, secondsAsked } from './retry-schedule';
import { isTold, messageOf } from './webhook-message';
import { newSecret, signedHeaders } from './webhook-signature';

const at = new Date('2026-05-17T08:00:00Z');
const subject = { type: 'account', id: '0189-a' };

describe('what leaves', () => {
  it('ids, kind, the names of changed fields and plain facts', () => {
    const event = new RecordEvent({
      kind: 'account.changed',
      branchId: 'b',
      subject,
      related: [{ type: 'campaign', id: 'c' }],
      changes: [{ field: 'phone', from: '059112345678', to: null }],
      reason: '王女士来电',
      facts: {
        code: 'K-1',
        pieces: 12,
        note: '王女士',
        managerName: 'wang',
        email: 'a',
        done: true,
        none: null,
      },
    });
    expect(messageOf(event, at)).toEqual({
      type: 'account.changed',
      timestamp: '2026-05-17T08:00:00.000Z',
      data: {
        branchId: 'b',
        subject,
        related: [{ type: 'campaign', id: 'c' }],
        changed: ['phone'],
        facts: { code: 'K-1', pieces: 12, done: true, none: null },
      },
    });
  });

  it.each(['contact.changed', 'user.created', 'note.added', 'suppression.added'])(
    'no fact of %s, which is about people',
    (kind) => {
      const event = new RecordEvent({ kind, branchId: 'b', subject, facts: { code: 'x', count: 1 } });
      expect(messageOf(event, at).data).toMatchObject({ facts: {} });
    },
  );

  it('nothing of who comes in and who reads the trail', () => {
    expect(['session.started', 'audit.exported', 'api-key.created'].filter(isTold)).toEqual([]);
    expect(isTold('account.created')).toBe(true);
  });
});

describe('signatures', () => {
  it('are those of the published example', () => {
    // Source: Standard Webhooks, reference libraries' test vector.
    const headers = signedHeaders(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330,
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are one for each secret, parted by a space', () => {
    const [one, other] = [newSecret(), newSecret()];
    const both = signedHeaders([one, other], 'id', 1, 'x')['webhook-signature']!.split(' ');
    expect(both).toEqual(
      [one, other].map((secret) => signedHeaders([secret], 'id', 1, 'x')['webhook-signature']),
    );
    expect(Buffer.from(one.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });
});

describe('retries', () => {
  it('come later and later, within a day and a half, and end', () => {
    const pauses = Array.from({ length: 9 }, (_, i) => retryAfter(i + 1, null, 0.5).afterSeconds);
    expect(pauses).toEqual([5, 30, 300, 1800, 7200, 18_000, 36_000, 50_400, null]);
  });

  it('heed what the receiver asks for, within reason', () => {
    expect(retryAfter(1, 120, 0.5)).toEqual({ afterSeconds: 120 });
    expect(retryAfter(1, 999_999, 0.5)).toEqual({ afterSeconds: 21_600 });
    expect([
      secondsAsked('7'),
      secondsAsked('Wed, 21 Oct 2026 07:28:00 GMT'),
      secondsAsked(undefined),
    ]).toEqual([7, null, null]);
  });
});

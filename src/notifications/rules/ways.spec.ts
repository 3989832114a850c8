import { USUAL } from '../settings/choices';
import type { Recipient } from './recipients';
import {
  deliveryId,
  type Listener,
  MOST_AT_ONCE,
  mailsOf,
  type RobotListener,
  robotMessagesOf,
} from './ways';

const NOON = new Date('2026-11-23T12:00:00+08:00');
const NIGHT = new Date('2026-11-23T23:00:00+08:00');
const listener: Listener = {
  userId: 'u',
  roles: [],
  above: 0,
  follows: true,
  manages: false,
  timeZone: 'Asia/Shanghai',
  categories: null,
  digestHour: null,
  quietFrom: null,
  quietTo: null,
  urgentPasses: null,
  mails: 0,
};
const recipient: Recipient = { userId: 'u', because: 'named', category: 'mention', urgent: false };
const mail = (over: Partial<Listener>, told: Partial<Recipient> = {}, now = NOON, news = 'n') =>
  mailsOf(news, [{ ...recipient, ...told }], [{ ...listener, ...over }], now)[0];

describe('mails', () => {
  it('follow the usual choices of whoever has made none', () => {
    expect(mail({})).toMatchObject({ mode: 'at-once', state: 'pending', dueAt: NOON });
    expect(mail({}, {}, NIGHT)).toMatchObject({
      state: 'held',
      dueAt: new Date('2026-11-24T07:00:00+08:00'),
    });
    expect(mail({}, { urgent: true }, NIGHT)).toMatchObject({ state: 'pending', dueAt: NIGHT });
    expect(mail({}, { category: 'account' })).toMatchObject({ mode: 'digest', state: 'held' });
  });

  it('of one day are one summary, and of one piece of news one mail', () => {
    const category = 'account' as const;
    expect(mail({}, { category }, NOON, 'n1')!.id).toBe(mail({}, { category }, NIGHT, 'n2')!.id);
    expect(mail({}, {}, NOON, 'n1')!.id).not.toBe(mail({}, {}, NOON, 'n2')!.id);
    expect(mail({}, {}, NOON, 'n1')!.id).toBe(mail({}, {}, NIGHT, 'n1')!.id);
  });

  it('that would be a flood come in the summary, unless they are urgent', () => {
    expect(mail({ mails: MOST_AT_ONCE })).toMatchObject({ mode: 'digest' });
    expect(mail({ mails: MOST_AT_ONCE }, { urgent: true })).toMatchObject({ mode: 'at-once' });
  });

  it('are none for whoever wants none', () => {
    const off = { ...USUAL.categories.mention, email: 'off' as const };
    expect(mail({ categories: { mention: off } })).toBeUndefined();
  });
});

describe('robots', () => {
  const robot: RobotListener = {
    robotId: 'r',
    categories: ['service', 'account'],
    mode: 'at-once',
    messages: 0,
    timeZone: 'Asia/Shanghai',
    digestHour: 9,
    quietFrom: null,
    quietTo: null,
    urgentPasses: true,
  };
  const tell = (
    told: Partial<Recipient>[],
    over: Partial<RobotListener> = {},
    person: Partial<Listener> = {},
  ) => {
    const people = told.map((_, index) => ({ ...listener, ...person, userId: `u${index}` }));
    const recipients = told.map((one, index) => ({ ...recipient, ...one, userId: `u${index}` }));
    return robotMessagesOf('n', recipients, people, [{ ...robot, ...over }], NOON);
  };

  it('tell a group once, however many are told', () => {
    expect(tell([{ category: 'service' }, { category: 'account' }])).toMatchObject([
      { channel: 'robot', to: 'r', category: 'service', mode: 'at-once', state: 'pending' },
    ]);
  });

  it('tell of what they are for, and never of mentions', () => {
    expect(tell([{ category: 'mention' }], { categories: ['mention', 'service'] })).toEqual([]);
    expect(tell([{ category: 'approval' }])).toEqual([]);
  });

  it('keep quiet about people who want that', () => {
    const categories = { service: { ...USUAL.categories.service, robot: false } };
    expect(tell([{ category: 'service' }], {}, { categories })).toEqual([]);
  });

  it('sum up once a day, if they should or if there is too much', () => {
    const due = { mode: 'digest', dueAt: new Date('2026-11-24T09:01:00+08:00') };
    expect(tell([{ category: 'service' }], { mode: 'digest' })).toMatchObject([due]);
    expect(tell([{ category: 'service' }], { messages: MOST_AT_ONCE })).toMatchObject([due]);
  });
});

test('ids are of RFC 9562 and differ by each part', () => {
  const id = deliveryId('email', 'u', 'news', 'n');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(deliveryId('email', 'u', 'news', 'm')).not.toBe(id);
});

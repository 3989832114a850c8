import { createHash } from 'node:crypto';
import { choicesOf, type Choices, USUAL } from '../settings/choices';
import { atOnce, type Hours, nextDigest } from './delivery-times';
import { type Category, GROUP_CATEGORIES } from './categories';
import type { Candidate, Recipient } from './recipients';

/** A candidate with their choices; null stands for what they left as it usually is. */
export interface Listener extends Candidate, StoredHours {
  categories: Partial<Choices> | null;
  /** Mails sent to them at once in the last ten minutes. */
  mails: number;
}

/** A chat robot that may tell of the event. */
export interface RobotListener extends StoredHours {
  robotId: string;
  categories: readonly Category[];
  mode: 'at-once' | 'digest';
  /** Messages put to it in the last ten minutes. */
  messages: number;
}

interface StoredHours {
  timeZone: string;
  digestHour: number | null;
  quietFrom: number | null;
  quietTo: number | null;
  urgentPasses: boolean | null;
}

export interface Delivery {
  id: string;
  channel: 'email' | 'robot';
  /** User or robot. */
  to: string;
  mode: 'at-once' | 'digest';
  urgent: boolean;
  state: 'pending' | 'held';
  dueAt: Date;
  category: Category;
}

/** So many messages at once within ten minutes; more of them come in the summary. */
export const MOST_AT_ONCE = 10;
/** So that what was written in the last moment before the hour is committed when the summary is made. */
const DIGEST_GRACE_MS = 60_000;

/** The choices of somebody who may have made none. */
export function hoursOf(stored: StoredHours): Hours {
  const { timeZone, digestHour } = stored;
  if (digestHour === null) return { ...USUAL, timeZone };
  return {
    timeZone,
    digestHour,
    quietFrom: stored.quietFrom,
    quietTo: stored.quietTo,
    urgentPasses: stored.urgentPasses ?? USUAL.urgentPasses,
  };
}

/** The same for the same message to the same receiver: written twice, it is there once. */
export function deliveryId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  // RFC 9562, version 8: 122 bits of one's own making.
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const id = `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`;
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** By which mails the recipients hear of the news. */
export function mailsOf(
  newsId: string,
  recipients: readonly Recipient[],
  listeners: readonly Listener[],
  now: Date,
): Delivery[] {
  const known = new Map(listeners.map((listener) => [listener.userId, listener]));
  return recipients.flatMap(({ userId, category, urgent }) => {
    const listener = known.get(userId)!;
    const { email } = choicesOf(listener.categories)[category];
    if (email === 'off') return [];
    const mode = email === 'at-once' && !urgent && listener.mails >= MOST_AT_ONCE ? 'digest' : email;
    const to = { channel: 'email', to: userId, category, urgent } as const;
    return [delivery(to, mode, newsId, hoursOf(listener), now)];
  });
}

/** The robots that tell their groups of the news: those who tell of what somebody is told as, and lets them. */
export function robotMessagesOf(
  newsId: string,
  recipients: readonly Recipient[],
  listeners: readonly Listener[],
  robots: readonly RobotListener[],
  now: Date,
): Delivery[] {
  const known = new Map(listeners.map((listener) => [listener.userId, listener]));
  const told = recipients.filter(
    ({ userId, category }) =>
      (GROUP_CATEGORIES as readonly string[]).includes(category) &&
      choicesOf(known.get(userId)!.categories)[category].robot,
  );
  return robots.flatMap((robot) => {
    const fitting = told.filter(({ category }) => robot.categories.includes(category));
    const first = fitting.find(({ urgent }) => urgent) ?? fitting[0];
    if (!first) return [];
    const { category, urgent } = first;
    const many = robot.messages >= MOST_AT_ONCE && !urgent;
    const to = { channel: 'robot', to: robot.robotId, category, urgent } as const;
    return [delivery(to, many ? 'digest' : robot.mode, newsId, hoursOf(robot), now)];
  });
}

function delivery(
  to: Pick<Delivery, 'channel' | 'to' | 'category' | 'urgent'>,
  mode: Delivery['mode'],
  newsId: string,
  hours: Hours,
  now: Date,
): Delivery {
  if (mode === 'digest') {
    const hour = nextDigest(now, hours);
    const id = deliveryId(to.channel, to.to, 'digest', hour.toISOString());
    const dueAt = new Date(hour.getTime() + DIGEST_GRACE_MS);
    return { ...to, mode, id, dueAt, state: 'held', urgent: false };
  }
  const dueAt = atOnce(now, hours, to.urgent);
  const id = deliveryId(to.channel, to.to, 'news', newsId);
  return { ...to, mode, id, dueAt, state: dueAt > now ? 'held' : 'pending' };
}

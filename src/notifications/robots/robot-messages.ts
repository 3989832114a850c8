import { createHmac } from 'node:crypto';
import { type Entry, GROUP_NAMES, type Message } from '../deliveries/message';

export const ROBOT_KINDS = ['wecom', 'dingtalk', 'feishu'] as const;

export type RobotKind = (typeof ROBOT_KINDS)[number];

/** Where each service's robots listen, and what their addresses look like there. */
const SERVICES: Readonly<Record<RobotKind, { hosts: readonly string[]; fits: (url: URL) => boolean }>> = {
  wecom: {
    hosts: ['qyapi.weixin.qq.com'],
    fits: (url) => url.pathname === '/cgi-bin/webhook/send' && url.searchParams.has('key'),
  },
  dingtalk: {
    hosts: ['oapi.dingtalk.com'],
    fits: (url) => url.pathname === '/robot/send' && url.searchParams.has('access_token'),
  },
  feishu: {
    hosts: ['open.feishu.cn', 'open.larksuite.com'],
    fits: (url) => /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(url.pathname),
  },
};

/** WeCom takes 4,096 bytes of text; the others take 20 KB of body. */
const MOST_BYTES: Readonly<Record<RobotKind, number>> = { wecom: 4_096, dingtalk: 16_000, feishu: 12_000 };
/** Messages a minute that every one of the services lets through. */
export const ROBOT_LIMIT = 20;

/** Hosts a robot of this kind may have. `gateways` are whoever runs the system's own. */
export const hostsOf = (kind: RobotKind, gateways: readonly string[]): string[] => [
  ...SERVICES[kind].hosts,
  ...gateways,
];

/** Whether the address can be one of this kind's robots: by its host, and there by its path. */
export function fitsKind(kind: RobotKind, url: URL, gateways: readonly string[]): boolean {
  const { hosts, fits } = SERVICES[kind];
  return gateways.includes(url.hostname) || (hosts.includes(url.hostname) && fits(url));
}

/**
 * The request that tells the message, signed as the service wants it.
 *
 * DingTalk: milliseconds and, as query parameters, the base64 of HMAC-SHA-256 of `timestamp\nsecret` under the secret.
 * Feishu: seconds and, in the body, the base64 of HMAC-SHA-256 of nothing under `timestamp\nsecret`. WeCom: the key in
 * the address is all there is. Source: each service's own page on robots in group chats.
 *
 * @param secret null when the robot has none
 * @param nowMs  milliseconds since 1970; services accept an hour's difference
 */
export function robotRequest(
  kind: RobotKind,
  address: string,
  secret: string | null,
  message: Message,
  nowMs: number,
): { url: string; body: string } {
  switch (kind) {
    case 'wecom': {
      const content = markdown(kind, message, '>');
      return { url: address, body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }) };
    }
    case 'dingtalk': {
      const text = markdown(kind, message, '-');
      const body = JSON.stringify({ msgtype: 'markdown', markdown: { title: plain(message.title), text } });
      return { url: secret === null ? address : dingtalkSigned(address, secret, nowMs), body };
    }
    case 'feishu': {
      const content = { post: { [message.language === 'zh' ? 'zh_cn' : 'en_us']: feishuPost(message) } };
      const signed = secret === null ? {} : feishuSign(secret, Math.floor(nowMs / 1000));
      return { url: address, body: JSON.stringify({ ...signed, msg_type: 'post', content }) };
    }
  }
}

function dingtalkSigned(address: string, secret: string, nowMs: number): string {
  const sign = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
  const url = new URL(address);
  url.searchParams.set('timestamp', String(nowMs));
  url.searchParams.set('sign', sign);
  return url.toString();
}

function feishuSign(secret: string, seconds: number): { timestamp: string; sign: string } {
  const sign = createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64');
  return { timestamp: String(seconds), sign };
}

function markdown(kind: RobotKind, message: Message, bullet: string): string {
  const lines = lineTexts(message, kind).map(({ entry, label }) => `${bullet} [${label}](${entry.url})`);
  const rest = restOf(message, lines.length);
  return [
    `**${plain(message.title)}**`,
    ...lines,
    ...(rest ? [`${bullet} [${rest}](${message.inboxUrl})`] : []),
  ].join('\n\n');
}

function feishuPost(message: Message) {
  const lines = lineTexts(message, 'feishu');
  const rest = restOf(message, lines.length);
  const link = (text: string, href: string) => [{ tag: 'a', text, href }];
  return {
    title: message.title,
    content: [
      ...lines.map(({ entry, label }) => link(label, entry.url)),
      ...(rest ? [link(rest, message.inboxUrl)] : []),
    ],
  };
}

/** As many entries as the service takes, each with the name of its category when there are several. */
function lineTexts(message: Message, kind: RobotKind): { entry: Entry; label: string }[] {
  const several = message.entries.length > 1;
  let left = MOST_BYTES[kind] - Buffer.byteLength(message.title) - 300;
  const lines: { entry: Entry; label: string }[] = [];
  for (const entry of message.entries) {
    const name = several ? `${GROUP_NAMES[entry.category][message.language]} · ` : '';
    const label = plain(name + entry.text);
    left -= Buffer.byteLength(label) + Buffer.byteLength(entry.url) + 40;
    if (left < 0) break;
    lines.push({ entry, label });
  }
  return lines;
}

function restOf(message: Message, shown: number): string | null {
  const rest = message.entries.length - shown + message.more;
  if (rest === 0) return null;
  return message.language === 'zh' ? `另有 ${rest} 条` : `${rest} more`;
}

const SIGNS: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '(': '（',
  ')': '）',
  '*': '＊',
  _: '＿',
  '`': '’',
  '@': '＠',
};

/** What somebody named a record cannot become a link, a format or a call to everybody. */
const plain = (text: string): string => text.replace(/[[\]<>()*_`@]/g, (sign) => SIGNS[sign]!);

import type { Sentence } from '../../../libs/http/app-error';
import type { RobotKind } from './robot-messages';

/** How a message to a robot went. */
export type RobotOutcome = { ok: true } | { ok: false; code: RobotFault; again: boolean };

export type RobotFault =
  'robot.key' | 'robot.signature' | 'robot.keyword' | 'robot.too-fast' | 'robot.refused' | 'robot.answer';

/** Codes in the body of an answer. Source: each service's own page on robots in group chats. */
const CODES: Readonly<Record<RobotKind, Readonly<Record<number, RobotFault>>>> = {
  wecom: { 93000: 'robot.key', 45009: 'robot.too-fast' },
  dingtalk: { 300001: 'robot.key', 300005: 'robot.key', 310000: 'robot.signature', 130101: 'robot.too-fast' },
  feishu: {
    19001: 'robot.key',
    19021: 'robot.signature',
    19022: 'robot.refused',
    19024: 'robot.keyword',
    9499: 'robot.refused',
    11232: 'robot.too-fast',
  },
};
/** Trying again cannot help until somebody changes something. */
const FINAL = new Set<RobotFault>(['robot.key', 'robot.signature', 'robot.keyword']);

/** Reads the service's answer: all of them say 200 to what they refuse, and why in the body. */
export function robotOutcome(kind: RobotKind, status: number, body: string): RobotOutcome {
  if (status === 429) return { ok: false, code: 'robot.too-fast', again: true };
  if (status < 200 || status >= 300) return { ok: false, code: 'robot.answer', again: status >= 500 };
  const code = codeIn(body);
  if (code === 0) return { ok: true };
  if (code === null) return { ok: false, code: 'robot.answer', again: true };
  const fault = CODES[kind][code] ?? 'robot.refused';
  return { ok: false, code: fault, again: !FINAL.has(fault) };
}

/** `errcode` (WeCom, DingTalk), `code` or, of older ones, `StatusCode` (Feishu). */
function codeIn(body: string): number | null {
  try {
    const answer = JSON.parse(body) as Record<string, unknown> | null;
    const code = answer?.errcode ?? answer?.code ?? answer?.StatusCode;
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
}

export const ROBOT_FAULTS: Readonly<Record<RobotFault, Sentence>> = {
  'robot.key': {
    zh: '平台说该机器人不存在，请重新复制 Webhook 地址。',
    en: 'The service says there is no such robot. Copy its webhook address again.',
  },
  'robot.signature': {
    zh: '平台拒绝了签名、关键词或来源地址，请核对机器人的安全设置和加签密钥。',
    en: 'The service refused signature, keyword or source address. Check the robot’s security settings and its secret.',
  },
  'robot.keyword': {
    zh: '机器人要求消息含有关键词，请改用加签。',
    en: 'The robot asks for a keyword in each message. Use a signature instead.',
  },
  'robot.too-fast': {
    zh: '平台说发送过快，请稍后再试。',
    en: 'The service says that messages come too fast. Try again later.',
  },
  'robot.refused': {
    zh: '平台拒绝了消息，请检查机器人的设置。',
    en: 'The service refused the message. Check the robot’s settings.',
  },
  'robot.answer': {
    zh: '平台的应答无法识别，请检查地址。',
    en: 'The service’s answer was not understood. Check the address.',
  },
};

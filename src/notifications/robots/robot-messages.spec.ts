import { createHmac } from 'node:crypto';
import type { Message } from '../deliveries/message';
import { robotOutcome } from './robot-answers';
import { fitsKind, robotRequest } from './robot-messages';

const entry = (text: string) => ({
  category: 'service' as const,
  text,
  url: 'https://crm.example.test/service/1',
});
const message: Message = {
  title: '鸿雁 · 通知 2 条',
  language: 'zh',
  entries: [entry('工单 S1 已办结'), entry('工单 S2 [点我](http://evil) @所有人')],
  more: 0,
  inboxUrl: 'https://crm.example.test/notifications',
};
const NOW = 1_599_360_473_000;

describe('signatures', () => {
  it('DingTalk: in the address, over milliseconds and secret', () => {
    const { url } = robotRequest(
      'dingtalk',
      'https://oapi.dingtalk.com/robot/send?access_token=t',
      'SECx',
      message,
      NOW,
    );
    const sign = createHmac('sha256', 'SECx').update(`${NOW}\nSECx`).digest('base64');
    expect(url).toBe(
      `https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=${NOW}&sign=${encodeURIComponent(sign)}`,
    );
  });

  it('Feishu: in the body, over nothing, under seconds and secret', () => {
    const { url, body } = robotRequest(
      'feishu',
      'https://open.feishu.cn/open-apis/bot/v2/hook/x',
      'sx',
      message,
      NOW,
    );
    expect(url).toBe('https://open.feishu.cn/open-apis/bot/v2/hook/x');
    expect(JSON.parse(body)).toMatchObject({
      timestamp: '1599360473',
      sign: createHmac('sha256', '1599360473\nsx').update('').digest('base64'),
      msg_type: 'post',
    });
  });

  it('none without a secret; WeCom has none', () => {
    for (const kind of ['dingtalk', 'feishu', 'wecom'] as const) {
      const { url, body } = robotRequest(kind, 'https://h.example/x', null, message, NOW);
      expect(url).toBe('https://h.example/x');
      expect(body).not.toContain('sign');
    }
  });
});

describe('contents', () => {
  it('link to records, and what somebody named one links nowhere and calls nobody', () => {
    const { body } = robotRequest('wecom', 'https://h.example/x', null, message, NOW);
    const { markdown } = JSON.parse(body) as { markdown: { content: string } };
    expect(markdown.content).toContain('](https://crm.example.test/service/1)');
    expect(markdown.content).not.toContain('](http://evil)');
    expect(markdown.content).not.toContain('@');
  });

  it('stay within what WeCom takes and say what they leave out', () => {
    const many = {
      ...message,
      entries: Array.from({ length: 50 }, (_, n) => entry(`工单 ${n} ${'长'.repeat(60)}`)),
      more: 7,
    };
    const { markdown } = JSON.parse(robotRequest('wecom', 'https://h.example/x', null, many, NOW).body) as {
      markdown: { content: string };
    };
    expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4_096);
    const shown = markdown.content.match(/service\/1/g)!.length;
    expect(markdown.content).toContain(`另有 ${57 - shown} 条`);
  });
});

test.each([
  ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', { ok: true }],
  ['feishu', 200, '{"code":0,"msg":"success"}', { ok: true }],
  ['feishu', 200, '{"StatusCode":0}', { ok: true }],
  ['wecom', 200, '{"errcode":93000}', { ok: false, code: 'robot.key', again: false }],
  ['wecom', 200, '{"errcode":45009}', { ok: false, code: 'robot.too-fast', again: true }],
  ['dingtalk', 200, '{"errcode":310000}', { ok: false, code: 'robot.signature', again: false }],
  ['feishu', 200, '{"code":19021}', { ok: false, code: 'robot.signature', again: false }],
  ['feishu', 200, '{"code":77777}', { ok: false, code: 'robot.refused', again: true }],
  ['feishu', 429, '', { ok: false, code: 'robot.too-fast', again: true }],
  ['wecom', 302, '', { ok: false, code: 'robot.answer', again: false }],
  ['wecom', 502, '<html>', { ok: false, code: 'robot.answer', again: true }],
  ['wecom', 200, '<html>', { ok: false, code: 'robot.answer', again: true }],
] as const)('%s %i %s', (kind, status, body, outcome) => {
  expect(robotOutcome(kind, status, body)).toEqual(outcome);
});

test.each([
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', true],
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', false],
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=1', false],
  ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=1', true],
  ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/ab-1', true],
  ['feishu', 'https://open.larksuite.com/open-apis/bot/v2/hook/ab-1', true],
  ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/../../x', false],
  ['feishu', 'https://gateway.example/any', true],
] as const)('%s %s: %s', (kind, address, fits) => {
  expect(fitsKind(kind, new URL(address), ['gateway.example'])).toBe(fits);
});

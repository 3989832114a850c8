import { mentionsOf } from './mentions';

const ONE = '01890000-0000-7000-8000-000000000001';
const TWO = '01890000-0000-7000-8000-00000000000a';

test('mentions are found in their order, each once', () => {
  const text = `@[陈主任](${TWO.toUpperCase()}) 请看；@[林经理](${ONE}) 与 @[陈主任](${TWO}) 已阅`;
  expect(mentionsOf(text)).toEqual([TWO, ONE]);
});

test.each(['a@b.cn', '@[甲](不是)', `[甲](${ONE})`, `@[](${ONE})`, `@[两\n行](${ONE})`])(
  '%s mentions nobody',
  (text) => {
    expect(mentionsOf(text)).toEqual([]);
  },
);

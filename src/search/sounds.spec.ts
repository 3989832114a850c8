import { soundsOf } from './sounds';

describe('how a name sounds', () => {
  it.each([
    ['福建农商银行', false, '\nfujiannongshangyinhang\nfjnsyh'],
    ['重庆音乐厅', false, '\nchongqingyinyueting\ncqyyt'],
    ['厦门（女）子中学', false, '\nxiamennvzizhongxue\nxmnzzx'],
    ['单小虹', true, '\nshanxiaohong\nsxh'],
    ['吕布', true, '\nlvbu\nlb'],
    ['ABC 2024', false, ''],
    ['A座咖啡', false, '\nzuokafei\nzkf'],
    ['', false, ''],
  ])('%s', (name, surname, sounds) => {
    expect(soundsOf(name, surname)).toBe(sounds);
  });
});

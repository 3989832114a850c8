import { Turns } from './turns';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

test('work under one key takes turns, also after a failure; other keys do not wait', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      seen.push(`${name} begins`);
      await soon();
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const ended = await Promise.allSettled([
    turns.take('a', work('1', true)),
    turns.take('a', work('2')),
    turns.take('b', work('3')),
    turns.take('a', work('4')),
  ]);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  const ofA = seen.filter((line) => !line.startsWith('3'));
  expect(ofA).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '4 begins', '4 ends']);
  expect(seen.indexOf('3 begins')).toBeLessThan(seen.indexOf('1 ends'));
});

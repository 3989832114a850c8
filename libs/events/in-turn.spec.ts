import { inTurn } from './in-turn';

it('one listener begins when the one before it has ended, each event for itself', async () => {
  const [event, other] = [{}, {}];
  const steps: string[] = [];
  const listen = (on: object, name: string) =>
    inTurn(on, async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      await Promise.resolve();
      steps.push(`${name} ends`);
    });
  await Promise.all([listen(event, 'a'), listen(event, 'b'), listen(other, 'c')]);
  expect(steps.indexOf('b begins')).toBeGreaterThan(steps.indexOf('a ends'));
  expect(steps.indexOf('c begins')).toBeLessThan(steps.indexOf('a ends'));
});

it('none begins behind one that failed', async () => {
  const event = {};
  const second = jest.fn(() => Promise.resolve());
  const both = [inTurn(event, () => Promise.reject(new Error('no'))), inTurn(event, second)];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(second).not.toHaveBeenCalled();
});

import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from './engine-version';
import { openPress } from './open-press';
import { collect, designOf, recipients, textBox } from './test-support/designs';

const design = designOf([
  textBox(
    '尊敬的{{name}}：\n{{#if company}}{{company}}{{else}}新春佳节来临之际，谨致问候。{{/if}}{{postcode}}',
    {
      align: 'justify',
      width: 60,
    },
  ),
  { id: 'to', kind: 'address', x: 27, y: 32, width: 85, height: 30 },
  { id: 'turned', kind: 'text', x: 20, y: 200, width: 60, height: 10, rotate: 90, template: '{{address}}' },
  { id: 'qr', kind: 'qr', x: 60, y: 100, width: 30, height: 30, template: 'https://example.cn/r/{{serial}}' },
  { id: 'serial', kind: 'serial', x: 25, y: 280, width: 60, height: 6 },
]);

/** Everything a version decides: the file up to its fonts, which are the work of others. */
async function pages(): Promise<string> {
  const press = await openPress(design, { artwork: new Map() });
  const hash = createHash('sha256');
  for (const options of [{ qr: 'mask', deflate: 0 }, {}] as const) {
    const { sink, bytes } = collect();
    expect(press.print(recipients(80), sink, options).printed).toBe(80);
    hash.update(bytes().subarray(0, bytes().indexOf('/FontFile2')));
  }
  return hash.digest('hex').slice(0, 16);
}

test('bytes change with the version of the engine only', async () => {
  expect({ [ENGINE_VERSION]: await pages() }).toEqual({ 'letterpress-2': 'f41e24f9159f417b' });
});

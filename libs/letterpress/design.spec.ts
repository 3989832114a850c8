import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDesign } from './design';
import { designWarnings } from './design-check';
import { DesignError, type DesignIssue } from './design-error';
import { fieldsOf } from './design-templates';
import { PIECE_FORMATS, windowAreas } from './piece-formats';
import { openPress } from './open-press';
import { proofOf } from './proof';
import { designOf, recipients, textBox } from './test-support/designs';

function issuesOf(json: unknown): Pick<DesignIssue, 'path' | 'code'>[] {
  try {
    parseDesign(json);
    return [];
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    return error.issues.map(({ path, code }) => ({ path, code }));
  }
}

const base = {
  id: 'test',
  version: 1,
  name: { zh: '测', en: 'T' },
  format: 'dl-letter-a4',
  pages: [{ boxes: [] as unknown[] }],
};
const withBoxes = (...boxes: unknown[]) => ({ ...base, pages: [{ boxes }] });

describe('design', () => {
  it('reads back what it wrote', () => {
    const design = designOf([
      textBox('{{name}}'),
      { id: 'a', kind: 'address', x: 27, y: 32, width: 85, height: 25 },
    ]);
    expect(parseDesign(JSON.parse(JSON.stringify(design)))).toEqual(design);
  });

  it.each([
    ['no object', 5, '', 'design-shape'],
    ['an unknown property', { ...base, script: 'x' }, '', 'design-shape'],
    ['an unknown format', { ...base, format: 'a0' }, 'format', 'unknown-format'],
    [
      'a path as file name',
      { ...base, pages: [{ artwork: { file: '../a.pdf' }, boxes: [] }] },
      'pages.0.artwork.file',
      'design-shape',
    ],
    ['an unknown font', withBoxes(textBox('x', { font: 'comic' })), 'pages.0.boxes.0.font', 'design-shape'],
    ['a box off the page', withBoxes(textBox('x', { x: 100 })), 'pages.0.boxes.0', 'box-outside'],
    [
      'a template that does not parse',
      withBoxes(textBox('{{name')),
      'pages.0.boxes.0.template',
      'template-syntax',
    ],
    [
      'a text that is not there',
      withBoxes(textBox('{{texts.a}}')),
      'pages.0.boxes.0.template',
      'template-unknown-text',
    ],
    ['an id used twice', withBoxes(textBox('x'), textBox('y')), 'pages', 'repeated-id'],
    [
      'too many pages',
      { ...base, format: 'postcard-148x100', pages: Array.from({ length: 3 }, () => ({ boxes: [] })) },
      'pages',
      'too-many-pages',
    ],
    [
      'a code too small to read',
      withBoxes({ id: 'q', kind: 'qr', x: 9, y: 9, width: 8, height: 8, template: 'x' }),
      'pages.0.boxes.0',
      'qr-too-small',
    ],
    [
      'a least size above the size',
      withBoxes(textBox('x', { overflow: 'shrink', size: 8, minSize: 9 })),
      'pages.0.boxes.0.minSize',
      'min-size',
    ],
  ])('refuses %s', (_, json, path, code) => {
    expect(issuesOf(json)).toContainEqual({ path, code });
  });

  it('lists the fields of texts, boxes and requirements once', () => {
    const design = designOf([textBox('{{texts.hello}}{{tier}}{{serial}}')], {
      texts: [{ id: 'hello', label: { zh: '称呼', en: 'Hello' }, value: '{{name}}您好' }],
      required: ['name', 'address'],
    });
    expect(fieldsOf(design)).toEqual(['name', 'tier', 'address']);
  });

  it('knows where a window letter may show its address', () => {
    const envelope = PIECE_FORMATS['dl-letter-a4']?.envelope;
    if (!envelope) throw new Error('no envelope');
    expect(windowAreas(envelope)).toEqual({
      safe: { x: 27, y: 31.5, width: 86, height: 26 },
      reach: { x: 13, y: 17.5, width: 114, height: 54 },
    });
    const codes = (boxes: unknown[]) => designWarnings(designOf(boxes)).map((warning) => warning.code);
    expect(codes([{ id: 'a', kind: 'address', x: 30, y: 40, width: 90, height: 20 }])).toEqual(['window']);
    expect(codes([textBox('x', { x: 20, y: 60, height: 20 })])).toEqual(['window-neighbour']);
    expect(codes([textBox('x', { x: 2 })])).toEqual(['safe-margin']);
    expect(codes([{ id: 'q', kind: 'qr', x: 50, y: 190, width: 20, height: 20, template: 'x' }])).toEqual([
      'fold',
    ]);
  });
});

describe('starter designs', () => {
  const folder = join(__dirname, '../../templates/designs');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'design.json')));

  it('are three', () => {
    expect(names.sort()).toEqual(['bank-postcard', 'self-mailer', 'spring-festival-letter']);
  });

  it.each(names)('%s prints long and short records without a finding or a warning', async (name) => {
    const design = parseDesign(JSON.parse(readFileSync(join(folder, name, 'design.json'), 'utf8')));
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.pdf'));
    const artwork = new Map(files.map((file) => [file, readFileSync(join(folder, name, file))]));
    expect(designWarnings(design)).toEqual([]);
    expect(new Set(fieldsOf(design))).toEqual(new Set(['name', 'address', 'postcode', 'company']));
    const press = await openPress(design, { artwork });
    const pieces = recipients(2);
    const long = {
      ...pieces[1]?.fields,
      name: '欧阳慕云',
      company: '泉州示例进出口贸易有限责任公司',
      address: '福建省泉州市丰泽区东海街道示例大道 1000 号海景花园二期 18 号楼 2 单元 1503 室',
    };
    const result = press.print(
      [pieces[0] as never, { ...pieces[1], fields: long } as never],
      () => undefined,
    );
    expect(result).toMatchObject({ printed: 2, pages: 2 * design.pages.length, heldOut: [] });
  });

  it('proofs show pieces with findings, marked, and say what is wrong', async () => {
    const design = designOf([textBox('{{name}}', { height: 6 })]);
    const press = await openPress(design, { artwork: new Map() });
    const pieces = [...recipients(1), { seq: 5, serial: '', fields: { name: '春'.repeat(90) } }];
    const { pdf, result } = proofOf(press, pieces, { watermark: '样张' });
    expect(result).toMatchObject({
      printed: 2,
      pages: 2,
      heldOut: [{ seq: 5, findings: [{ code: 'overflow' }] }],
    });
    expect(pdf.toString('latin1')).toContain('/CropBox');
    const plain = proofOf(press, recipients(1));
    expect(plain.pdf.length).toBeLessThan(proofOf(press, recipients(1), { watermark: '样张' }).pdf.length);
  });
});

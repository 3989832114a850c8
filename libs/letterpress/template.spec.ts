import { DesignError } from './design-error';
import { compileTemplate, TEMPLATE_LIMITS, type TemplateScope } from './template';

function scopeOf(fields: Record<string, string>): TemplateScope & { lacking: string[]; bad: string[] } {
  const lacking: string[] = [];
  const bad: string[] = [];
  return {
    fields,
    serial: 'S-1',
    seq: 7,
    lacking,
    bad,
    missing: (field) => lacking.push(field),
    badValue: (what) => bad.push(what),
  };
}

function render(source: string, fields: Record<string, string> = {}): string {
  return compileTemplate(source).render(scopeOf(fields));
}

function refusal(source: string): string | undefined {
  try {
    compileTemplate(source);
    return undefined;
  } catch (error) {
    return error instanceof DesignError ? error.issues[0]?.code : `threw ${String(error)}`;
  }
}

describe('templates', () => {
  it('fill in fields, serial and number, without escaping anything', () => {
    expect(render('{{name}}&{{{name}}} {{serial}}/{{seq}}', { name: '<林>' })).toBe('<林>&<林> S-1/7');
    expect(render('{{客户等级}}', { 客户等级: '金' })).toBe('金');
  });

  it('choose with if, unless, else and eq', () => {
    const source =
      '{{#if company}}{{company}}{{else if (eq tier "gold")}}贵宾{{else}}客户{{/if}}{{#unless vip}}！{{/unless}}';
    expect(render(source, { company: '甲公司', vip: '1' })).toBe('甲公司');
    expect(render(source, { company: ' ', tier: 'gold' })).toBe('贵宾！');
    expect(render(source, {})).toBe('客户！');
  });

  it('format dates, numbers and parts without clock or locale', () => {
    expect(render('{{date d}} {{date d "YY/MM/DD 周W"}}', { d: '2027-02-06' })).toBe(
      '2027年2月6日 27/02/06 周六',
    );
    expect(render('{{number n}} {{number n 1}} {{number n 0}}', { n: '1234567.85' })).toBe(
      '1,234,567.85 1,234,567.9 1,234,568',
    );
    expect(render('{{number n 2}}', { n: '-0.001' })).toBe('0.00');
    expect(render('{{last phone 4}}{{first phone 3}}', { phone: '13800001234' })).toBe('1234138');
    expect(render('{{join "，" a b c}}{{default a "无"}}{{upper b}}', { a: '', b: 'x', c: '乙' })).toBe(
      'x，乙无X',
    );
  });

  it('report values a helper cannot read', () => {
    const scope = scopeOf({ d: '2027-02-30', n: '一千' });
    expect(compileTemplate('{{date d}}{{number n}}').render(scope)).toBe('');
    expect(scope.bad).toEqual(['date', 'number']);
  });

  it('report a missing field where its text is wanted, not where it is only asked about', () => {
    const scope = scopeOf({});
    compileTemplate('{{name}}{{#if company}}{{company}}{{/if}}{{default tier ""}}').render(scope);
    expect(scope.lacking).toEqual(['name']);
  });

  it('say which fields they use', () => {
    const texts = new Map([['body', compileTemplate('{{name}}您好')]]);
    const compiled = compileTemplate('{{texts.body}}{{#if (eq tier "a")}}{{serial}}{{/if}}', texts);
    expect(compiled.fields).toEqual(['name', 'tier']);
    expect(compiled.constant).toBe(false);
    expect(compileTemplate('恭贺{{! note }}新春').constant).toBe(true);
  });

  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{this.constructor}}',
    '{{this}}',
    '{{a.b}}',
    '{{../a}}',
    '{{@root}}',
    '{{@root.constructor.prototype}}',
    '{{lookup this "constructor"}}',
    '{{#with a}}x{{/with}}',
    '{{#each a}}x{{/each}}',
    '{{> partial}}',
    '{{#> layout}}x{{/layout}}',
    '{{* decorator}}',
    '{{#*inline "x"}}y{{/inline}}',
    '{{log "x"}}',
    '{{helperMissing a}}',
    '{{eq a b=c}}',
    '{{#if a as |x|}}{{x}}{{/if}}',
    '{{upper true}}',
    '{{eq a}}',
    '{{texts.nothing}}',
    '{{(constructor) a}}',
    '{{"a"}}{{#if "constructor" x}}{{/if}}',
  ])('refuse %s', (source) => {
    expect(refusal(source)).toMatch(/^template-(not-allowed|unknown-helper|unknown-text|syntax)$/);
  });

  it('refuse what is too long, too deep or unfinished', () => {
    expect(refusal('春'.repeat(TEMPLATE_LIMITS.length + 1))).toBe('template-too-long');
    expect(refusal('{{a}}'.repeat(TEMPLATE_LIMITS.mustaches + 1))).toBe('template-too-long');
    expect(refusal('{{#if a}}'.repeat(20) + '{{/if}}'.repeat(20))).toBe('template-too-deep');
    expect(refusal(`{{upper ${'(upper '.repeat(60)}a${')'.repeat(60)}}}`)).toBe('template-too-deep');
    expect(refusal('{{name')).toBe('template-syntax');
    expect(refusal('{{#if a}}')).toBe('template-syntax');
  });

  it('see own string fields only', () => {
    const inherited = Object.create({ name: 'inherited' }) as Record<string, string>;
    const scope = scopeOf(inherited);
    const odd = scopeOf({ toString: 'ok', name: 5 as unknown as string });
    expect(compileTemplate('{{name}}').render(scope)).toBe('');
    expect(compileTemplate('{{valueOf}}').render(scope)).toBe('');
    expect(scope.lacking).toEqual(['name', 'valueOf']);
    expect(compileTemplate('{{toString}}{{name}}').render(odd)).toBe('ok');
  });
});

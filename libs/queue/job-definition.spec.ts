import { z } from 'zod';
import { backoffDelay, defineJob, jobIdOf, parsePayload } from './job-definition';
import { errorFrames, errorLabel } from './job-errors';
import { shortCode, smallInteger } from './payload-schema';

const declare = (schema: z.ZodType) =>
  defineJob({ name: 'job', queue: 'queue', schema: schema as z.ZodType<Record<string, string>> });

describe('payload schema', () => {
  test.each([
    ['a uuid', z.uuid()],
    ['a uuid of one version', z.uuidv7()],
    ['a uuid as a string check', z.string().uuid()],
    ['a short code', shortCode()],
    ['a small integer', smallInteger()],
    ['a bounded integer', z.int().min(0).max(5000)],
    ['a flag', z.boolean()],
    ['an enum', z.enum(['print', 'proof'])],
    ['a literal', z.literal('print')],
    ['an optional id', z.uuid().optional()],
    ['a nullable id', z.uuid().nullable()],
    ['an id or a number', z.union([z.uuid(), smallInteger()])],
  ])('lets %s through', (_what, field) => {
    expect(() => declare(z.strictObject({ field }))).not.toThrow();
  });

  test.each([
    ['text', z.string()],
    ['limited text', z.string().max(32)],
    ['an unlike pattern', z.string().regex(/^[0-9]+$/)],
    ['an e-mail', z.email()],
    ['a date', z.iso.date()],
    ['a number', z.number()],
    ['an integer that holds a mobile number', z.int()],
    ['an integer without a lower bound', z.number().int().max(5)],
    ['an enum of names', z.enum(['王小明'])],
    ['anything', z.unknown()],
    ['a list', z.array(z.uuid())],
    ['an object', z.strictObject({ id: z.uuid() })],
    ['an id or text', z.union([z.uuid(), z.string()])],
    ['optional text', z.string().optional()],
    ['a transformed id', z.uuid().transform((id) => ({ id }))],
    ['a date object', z.date()],
  ])('refuses %s', (_what, field) => {
    expect(() => declare(z.strictObject({ field }))).toThrow(/Job "job"/);
  });

  test.each([
    ['an open object', z.object({ id: z.uuid() })],
    ['a loose object', z.looseObject({ id: z.uuid() })],
    ['a bare id', z.uuid()],
    ['a record', z.record(z.string(), z.uuid())],
  ])('refuses %s', (_what, schema) => {
    expect(() => declare(schema)).toThrow('z.strictObject');
  });
});

describe('job declaration', () => {
  const schema = z.strictObject({ id: smallInteger() });
  const base = { name: 'job', queue: 'queue', schema };

  test.each([
    ['a colon in the name', { name: 'a:b' }],
    ['a colon in the queue', { queue: 'a:b' }],
    ['no attempts', { attempts: 0 }],
    ['half a worker', { concurrency: 0.5 }],
    ['no time', { timeoutMs: 0 }],
    ['a shrinking back-off', { backoff: { baseMs: 10, maxMs: 5 } }],
  ])('refuses %s', (_what, fault) => {
    expect(() => defineJob({ ...base, ...fault })).toThrow(/^Job "/);
  });

  test('the id depends on the work, not on the order of its fields, and has no colon', () => {
    expect(jobIdOf(base, { a: 1, b: 2 })).toBe(jobIdOf(base, { b: 2, a: 1 }));
    expect(jobIdOf(base, { a: 1 })).not.toBe(jobIdOf(base, { a: 2 }));
    expect(jobIdOf(base, { a: 1 })).not.toBe(jobIdOf({ name: 'other' }, { a: 1 }));
    expect(jobIdOf(base, { a: 1 }, 'x:y')).toBe(jobIdOf(base, { a: 2 }, 'x:y'));
    expect(jobIdOf(base, { a: 1 }, 'x:y')).toMatch(/^[a-z0-9.-]+$/);
  });

  test('a refused payload names the field, not the value', () => {
    expect(() => parsePayload(defineJob(base), { id: 'secret' })).toThrow(
      'payload refused (id: invalid_type)',
    );
  });

  test('the pause doubles up to its maximum within a quarter either way', () => {
    const backoff = { baseMs: 100, maxMs: 1_000 };
    const middle = [1, 2, 3, 4, 5, 500].map((attempt) => backoffDelay(backoff, attempt, 0.5));
    expect(middle).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(backoffDelay(backoff, 1, 0)).toBe(75);
    expect(backoffDelay(backoff, 1, 1)).toBe(125);
  });
});

describe('what is told of an error', () => {
  test('its class, code and place, never its message', () => {
    const error = Object.assign(new TypeError('secret\n    at secret'), { code: '22P02' });
    expect(errorLabel(error)).toBe('TypeError(22P02)');
    expect(errorLabel('secret')).toBe('UnknownError');
    expect(errorFrames(error).length).toBeGreaterThan(0);
    expect(errorFrames(error).join()).not.toContain('secret');
  });
});

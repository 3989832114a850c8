import { fieldChanges } from './field-changes';

describe('field changes', () => {
  const before = { name: '示例银行', tier: 'key', tags: ['a', 'b'], due: new Date(0), note: undefined };

  it('tells what differs, in the order asked for', () => {
    const after = { ...before, tags: ['a'], name: '示例银行福州分行' };
    expect(fieldChanges(before, after, ['name', 'tier', 'tags'])).toEqual([
      { field: 'name', from: '示例银行', to: '示例银行福州分行' },
      { field: 'tags', from: ['a', 'b'], to: ['a'] },
    ]);
  });

  it('compares as stored, and leaves alone what was not given', () => {
    const after = { due: '1970-01-01T00:00:00.000Z', note: null };
    expect(fieldChanges<Record<string, unknown>>(before, after, ['name', 'due', 'note'])).toEqual([]);
    expect(fieldChanges<Record<string, unknown>>(before, { note: 'x' }, ['note'])).toEqual([
      { field: 'note', from: null, to: 'x' },
    ]);
  });
});

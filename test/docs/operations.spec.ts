import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSchema } from '../../libs/config/config';

const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');

/** The settings table: variable → its default, as the page shows both. */
function table(): Map<string, string> {
  const section = page.slice(page.indexOf('\n## Settings\n'), page.indexOf('\n## First start'));
  const rows = section.matchAll(/^\| `([A-Z0-9_]+)`\s*\| ([^|]+?)\s*\| [^|]+\|$/gm);
  return new Map([...rows].map(([, name, fallback]) => [name!, fallback!]));
}

test('the page and the program name the same variables', () => {
  expect([...table().keys()].sort()).toEqual(Object.keys(environmentSchema.shape).sort());
});

test('the page tells the defaults the program has', () => {
  // The number of threads is the machine's.
  const { PRINT_THREADS, ...defaults } = environmentSchema.parse({}) as Record<string, unknown>;
  expect(PRINT_THREADS).toBeGreaterThan(0);
  const told = Object.fromEntries([...table()].filter(([, fallback]) => fallback.startsWith('`')));
  const had = Object.entries(defaults).filter(([, value]) => value !== undefined);
  expect(told).toEqual(Object.fromEntries(had.map(([name, value]) => [name, `\`${String(value)}\``])));
});

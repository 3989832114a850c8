// Both languages say the same things: same keys, same placeholders, nothing empty, nothing unused.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(node, prefix, into) {
  for (const [key, value] of Object.entries(node)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'object') flatten(value, path, into);
    else into.set(path, value);
  }
  return into;
}

function read(language) {
  const folder = join(source, 'i18n', language);
  const messages = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''), messages);
  }
  return messages;
}

const placeholders = (text) => [...new Set(text.match(/\{\{\s*\w+/g) ?? [])].sort().join();
const withoutPlural = (keys) => new Set([...keys].map((key) => key.replace(PLURAL, '')));

function code(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      if (entry.isDirectory()) return code(join(folder, entry.name));
      return /\.tsx?$/.test(entry.name) ? readFileSync(join(folder, entry.name), 'utf8') : '';
    })
    .join('\n');
}

const zh = read('zh');
const en = read('en');
const faults = [];
const zhKeys = withoutPlural(zh.keys());
const enKeys = withoutPlural(en.keys());
for (const key of zhKeys) if (!enKeys.has(key)) faults.push(`en lacks ${key}`);
for (const key of enKeys) if (!zhKeys.has(key)) faults.push(`zh lacks ${key}`);
for (const [language, messages] of Object.entries({ zh, en })) {
  for (const [key, text] of messages) {
    if (typeof text !== 'string' || text.trim() === '') faults.push(`${language} ${key} is empty`);
  }
}
for (const [key, text] of zh) {
  const other = en.get(key);
  if (other !== undefined && placeholders(text) !== placeholders(other))
    faults.push(`placeholders differ in ${key}`);
}
// A key counts as used when it, or a stem it is built from (`roles.${role}`), is written in the code.
const text = code(source);
for (const key of zhKeys) {
  const parts = key.split('.');
  const stems = parts.slice(2).map((_, i) => parts.slice(0, i + 2).join('.'));
  const built = [parts.slice(0, -1).join('.'), ...stems].some((stem) => text.includes(`\`${stem}.\${`));
  if (!text.includes(key) && !built) faults.push(`${key} is not used`);
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${zhKeys.size} messages, complete in Chinese and English`);

import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import iconv from 'iconv-lite';
import { ensureInstalled } from './ensure-install.mjs';
import { ensureBuilt } from './support/build.mjs';
import { Failure, ROOT, main } from './support/project.mjs';

const ENCODINGS = ['utf8', 'gb18030'];
const HELP = `用法 / Usage: node scripts/make-list.mjs --count N --out FILE [--seed N] [--encoding ${ENCODINGS.join('|')}]

生成虚构收件人的 CSV 名址文件;同一 seed 结果相同。
Writes a CSV file of made-up recipients; the same seed gives the same people.
`;

await main(async () => {
  const { values } = parseArgs({
    options: {
      count: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      encoding: { type: 'string', default: 'utf8' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const count = Number(values.count);
  const seed = Number(values.seed);
  const usable = values.out && ENCODINGS.includes(values.encoding) && values.count && Number.isInteger(seed);
  if (!usable || !Number.isInteger(count) || count < 1) throw new Failure(HELP);
  await ensureInstalled();
  await ensureBuilt(['api']);
  const file = pathToFileURL(path.join(ROOT, 'dist/src/demo/demo-recipients.js'));
  const { demoRecipientsCsv } = await import(file.href);
  const parts = function* () {
    for (const part of demoRecipientsCsv(count, seed)) yield iconv.encode(part, values.encoding);
  };
  await pipeline(Readable.from(parts()), createWriteStream(values.out));
  return 0;
});

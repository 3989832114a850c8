import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './ensure-install.mjs';
import { ensureBuilt, run } from './support/build.mjs';
import { Failure, ROOT, main } from './support/project.mjs';

/** `npm run api:generate`: writes openapi.json from the controllers, and the web client's types from openapi.json. */
await main(async () => {
  await ensureInstalled();
  await ensureBuilt(['api']);
  const described = await run([process.execPath, 'dist/src/cli/describe-api.js']);
  if (described.code !== 0) throw new Failure(described.output);
  writeFileSync(path.join(ROOT, 'openapi.json'), described.output.slice(described.output.indexOf('{')));
  const typed = await run([
    process.execPath,
    'node_modules/openapi-typescript/bin/cli.js',
    ...['openapi.json', '-o', 'web/src/api/schema.ts'],
  ]);
  if (typed.code !== 0) throw new Failure(typed.output);
  return 0;
});

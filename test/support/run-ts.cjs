/** `node -r ./test/support/run-ts.cjs file.ts`: lets a test start a TypeScript file as a process of its own. */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '../..');
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    root,
    configFile: path.join(root, '.swcrc'),
  });
  module._compile(code, filename);
};

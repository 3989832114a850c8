import { runCommand } from './support/command.mjs';

/** `npm run admin -- …`: its `--help` says what it can do. */
await runCommand('src/cli/admin.js');

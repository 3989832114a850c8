import { runCommand } from './support/command.mjs';

/** `npm run mail -- …`: from a list to dispatched letters without a browser; its `--help` explains. */
await runCommand('src/cli/mail.js');

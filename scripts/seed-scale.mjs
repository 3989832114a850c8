import { runCommand } from './support/command.mjs';

/** `npm run seed:scale -- …`: fills a database to measure against; its `--help` explains. */
await runCommand('src/cli/seed-scale.js');

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '../demo/demo-people';
import { environmentWith, loadConfig } from '../../libs/config/config';
import { hashPassword } from '../identity/password';
import { readyDatabase } from '../runtime';
import { parseScaleArguments, SCALE_HELP } from './scale/scale-arguments';
import { fillDatabase } from './scale/scale.repository';
import { scaleStaff } from './scale/scale-staff';

async function main(): Promise<void> {
  const args = parseScaleArguments(process.argv.slice(2));
  if (!args) {
    process.stdout.write(SCALE_HELP);
    return;
  }
  const started = performance.now();
  const say = (line: string) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${seconds.padStart(7)} s  ${line}\n`);
  };
  const { size, dataDir, databaseUrl, force } = args;
  // What the environment names is where people work; only an option leads this command there.
  const config = loadConfig(environmentWith({}, { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' }));
  const database = await readyDatabase(config);
  try {
    await fillDatabase(database.url, { size, passwordHash: await hashPassword(DEMO_PASSWORD), force, say });
    // What a measurement says of the size it was made at.
    if (!databaseUrl) writeFileSync(join(dataDir, 'scale.json'), `${JSON.stringify(size)}\n`);
    say(`完成 done: ${databaseUrl ? 'database' : join(dataDir, 'postgres')}`);
    say(`登录 log in: ${scaleStaff().users[0]!.email} / ${DEMO_PASSWORD}`);
  } finally {
    await database.stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`✗ ${error.message}\n`);
  process.exit(1);
});

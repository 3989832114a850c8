import 'reflect-metadata';
import { loadConfig } from '../libs/config/config';
import { createHttpApplication } from './http-application';
import { endOnSignal } from './process-end';
import { readyDatabase } from './runtime';

async function main(): Promise<void> {
  const config = loadConfig();
  const database = await readyDatabase(config);
  const app = await createHttpApplication(config, database.url);
  await app.listen(config.PORT, config.HOST);
  const address = (await app.getUrl()).replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  process.stdout.write(`\n鸿雁 Hongyan  ${address}\nAPI          ${address}/api/docs\n`);
  endOnSignal(async () => {
    await app.close();
    await database.stop();
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

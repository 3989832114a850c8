import 'reflect-metadata';
import { loadConfig } from '../libs/config/config';
import { DemoLogin, DemoService } from './demo/demo.service';
import { createHttpApplication } from './http-application';
import { Program } from './process-end';
import { readyDatabase } from './runtime';

async function main(program: Program): Promise<void> {
  const config = loadConfig();
  const database = await readyDatabase(config);
  program.stopBy(() => database.stop());
  const app = await createHttpApplication(config, database.url);
  program.stopBy(() => app.close());
  // Who listens is listening from here on: what the demo does is written down like everything else.
  await app.init();
  const demo = app.get(DemoService);
  await demo.loadIfEmpty();
  await app.listen(config.PORT, config.HOST);
  const address = (await app.getUrl()).replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  process.stdout.write(`\n鸿雁 Hongyan  ${address}\nAPI          ${address}/api/docs\n`);
  const logins = await demo.logins();
  if (logins.length > 0) process.stdout.write(`\n${describeLogins(logins)}\n`);
}

function describeLogins(logins: readonly DemoLogin[]): string {
  const lines = logins.map((login) => `  ${login.email.padEnd(28)}${login.role}`);
  return [`演示账号 Demo log-ins (密码 password: ${logins[0]!.password})`, ...lines].join('\n');
}

Program.run(main);

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { loadConfig } from '../libs/config/config';
import { endOnSignal } from './process-end';
import { readyDatabase } from './runtime';
import { WorkerModule } from './worker.module';

/** Jobs only: as many of these as there are machines, beside one or more of `main`. */
async function work(): Promise<void> {
  const config = loadConfig();
  const database = await readyDatabase(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, database.url), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  endOnSignal(async () => {
    await app.close();
    await database.stop();
  });
}

work().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

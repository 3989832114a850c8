import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { loadConfig } from '../libs/config/config';
import { Program } from './process-end';
import { readyDatabase } from './runtime';
import { keepHeapSmall } from './small-heap';
import { WorkerModule } from './worker.module';

/** Jobs only: as many of these as there are machines, beside one or more of `main`. */
async function work(program: Program): Promise<void> {
  keepHeapSmall();
  const config = loadConfig();
  const database = await readyDatabase(config);
  program.stopBy(() => database.stop());
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, database.url), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  program.stopBy(() => app.close());
}

Program.run(work);

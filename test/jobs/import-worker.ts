import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../libs/config/config';
import { WorkerModule } from '../../src/worker.module';

/** A worker as a process of its own, to be killed: settings come in the environment as for the program. */
async function main(): Promise<void> {
  const config = loadConfig();
  if (!config.DATABASE_URL) throw new Error('DATABASE_URL is not set');
  await NestFactory.createApplicationContext(WorkerModule.forRoot(config, config.DATABASE_URL), {
    logger: false,
  });
}

void main();

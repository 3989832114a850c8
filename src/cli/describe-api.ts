import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../libs/config/config';
import { AppModule } from '../app.module';
import { describeApi } from '../openapi';

/** Prints the API's description. Nothing is started: no database, no queue. */
async function describe(): Promise<void> {
  const config = loadConfig({ HASH_KEY: '00'.repeat(32) });
  const app = await NestFactory.create(AppModule.forRoot(config, 'postgresql://127.0.0.1/none'), {
    preview: true,
    logger: false,
  });
  app.setGlobalPrefix('api');
  process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
}

describe().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

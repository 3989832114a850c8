import { DynamicModule, Module } from '@nestjs/common';
import type { Config } from '../libs/config/config';
import { FEATURES } from './features';
import { platform } from './platform';

/** The same features without HTTP: job handlers, and services for the command line. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config, databaseUrl: string): DynamicModule {
    return { module: WorkerModule, imports: [...platform(config, databaseUrl), ...FEATURES] };
  }
}

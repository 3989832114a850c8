import type { ModuleMetadata } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import type { Config } from '../libs/config/config';
import { ConfigModule } from '../libs/config/config.module';
import { DatabaseModule } from '../libs/database/database.module';
import { loggingModule } from '../libs/logging/logging.module';

/** What both entry points rest on: settings, logs, tables, events. */
export function platform(config: Config, databaseUrl: string): NonNullable<ModuleMetadata['imports']> {
  return [
    ConfigModule.forRoot(config),
    loggingModule(config.LOG_LEVEL),
    DatabaseModule.forRoot(databaseUrl, config.DATABASE_POOL),
    EventEmitterModule.forRoot(),
  ];
}

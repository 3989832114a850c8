import type { ModuleMetadata } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import type { Config } from '../libs/config/config';
import { ConfigModule } from '../libs/config/config.module';
import { DatabaseModule } from '../libs/database/database.module';
import { loggingModule } from '../libs/logging/logging.module';
import { OutgoingHttpModule } from '../libs/outgoing-http/outgoing-http.module';
import type { QueueBackendOptions } from '../libs/queue/queue-options';
import { QueueModule } from '../libs/queue/queue.module';
import { IdempotencyModule } from '../libs/idempotency/idempotency.module';
import { RateLimitModule } from '../libs/rate-limit/rate-limit.module';
import { StorageModule } from '../libs/storage/storage.module';

/** Connections the PostgreSQL queue keeps for its queries; one more per queue listens. */
const QUEUE_CONNECTIONS = 6;

/** What both entry points rest on: settings, logs, tables, events, files, wake-ups. */
export function platform(config: Config, databaseUrl: string): NonNullable<ModuleMetadata['imports']> {
  return [
    ConfigModule.forRoot(config),
    loggingModule(config.LOG_LEVEL),
    DatabaseModule.forRoot(databaseUrl, config.DATABASE_POOL),
    EventEmitterModule.forRoot(),
    StorageModule.forRoot(config.storage),
    RateLimitModule,
    IdempotencyModule,
    OutgoingHttpModule.forRoot({ privateHosts: config.outgoingPrivateHosts }),
    QueueModule.forRoot({
      backend: queueBackend(config, databaseUrl),
      runJobs: config.RUN_JOBS,
      concurrencyFactor: config.PRINT_THREADS,
    }),
  ];
}

function queueBackend(config: Config, databaseUrl: string): QueueBackendOptions {
  if (config.REDIS_URL) return { kind: 'redis', url: config.REDIS_URL };
  return { kind: 'postgres', url: databaseUrl, max: QUEUE_CONNECTIONS };
}

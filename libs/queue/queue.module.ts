import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { JobDefinition } from './job-definition';
import { JobQueue } from './job-queue';
import { JobDeclarations, JobRegistry } from './job-registry';
import { JobRunner } from './job-runner';
import { JobWorkers } from './job-workers';
import { QueueConnections } from './queue-connections';
import { QueueHealth } from './queue-health';
import { QUEUE_OPTIONS, resolveQueueOptions, type QueueOptions } from './queue-options';
import { Reconciler } from './reconciler';

/** Options that need other providers, usually the configuration. */
export interface QueueAsyncOptions<A extends unknown[] = unknown[]> {
  readonly imports?: ModuleMetadata['imports'];
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...dependencies: A) => QueueOptions | Promise<QueueOptions>;
}

@Module({})
class JobDeclarationsModule {}

/**
 * Wake-ups over BullMQ on PostgreSQL or Redis. `forRoot` once in the application, `forFeature` in every feature
 * that declares jobs; {@link JobQueue} and {@link QueueHealth} can then be injected anywhere.
 */
@Module({})
export class QueueModule {
  static forRoot(options: QueueOptions): DynamicModule {
    return QueueModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync<A extends unknown[]>(options: QueueAsyncOptions<A>): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      imports: [DiscoveryModule, ...(options.imports ?? [])],
      providers: [
        {
          provide: QUEUE_OPTIONS,
          inject: options.inject ?? [],
          useFactory: async (...dependencies: unknown[]) =>
            resolveQueueOptions(await options.useFactory(...(dependencies as A))),
        },
        JobRegistry,
        QueueConnections,
        JobQueue,
        JobRunner,
        JobWorkers,
        Reconciler,
        QueueHealth,
      ],
      exports: [JobQueue, QueueHealth],
    };
  }

  /** Declares a feature's jobs. Each needs exactly one `@HandlesJob` method in a process that runs jobs. */
  static forFeature(jobs: readonly JobDefinition[]): DynamicModule {
    return {
      module: JobDeclarationsModule,
      providers: [{ provide: Symbol('job-declarations'), useValue: new JobDeclarations(jobs) }],
    };
  }
}

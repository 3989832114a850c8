import { DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor, ZodValidationPipe } from 'nestjs-zod';
import { AuthGuard } from '../libs/auth/auth.guard';
import type { Config } from '../libs/config/config';
import { EntityTagInterceptor } from '../libs/http/entity-tag.interceptor';
import { LostUpdateInterceptor } from '../libs/http/lost-update.interceptor';
import { ProblemFilter } from '../libs/http/problem.filter';
import { SparseFieldsInterceptor } from '../libs/http/sparse-fields.interceptor';
import { ViewerInterceptor } from '../libs/http/viewer.interceptor';
import { IdempotencyInterceptor } from '../libs/idempotency/idempotency.interceptor';
import { FEATURES } from './features';
import { InfoController } from './info.controller';
import { platform } from './platform';

@Module({})
export class AppModule {
  static forRoot(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [...platform(config, databaseUrl), ...FEATURES],
      controllers: [InfoController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
        // From the outside in: an answer is shaped, compared and kept within the transaction that it tells of.
        { provide: APP_INTERCEPTOR, useClass: ViewerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EntityTagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: LostUpdateInterceptor },
        { provide: APP_INTERCEPTOR, useClass: SparseFieldsInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
      ],
    };
  }
}

import { DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor, ZodValidationPipe } from 'nestjs-zod';
import { AuthGuard } from '../libs/auth/auth.guard';
import type { Config } from '../libs/config/config';
import { ProblemFilter } from '../libs/http/problem.filter';
import { ViewerInterceptor } from '../libs/http/viewer.interceptor';
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
        { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ViewerInterceptor },
      ],
    };
  }
}

import { DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { poolOptions } from './data-source';
import { Database } from './database';

@Global()
@Module({})
export class DatabaseModule {
  /** @param url connection URL, see `poolOptions`; entities come from the features' `TypeOrmModule.forFeature` */
  static forRoot(url: string, poolSize: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...poolOptions(url, [], poolSize),
          autoLoadEntities: true,
          retryAttempts: 3,
        }),
      ],
      providers: [Database],
      exports: [Database],
    };
  }
}

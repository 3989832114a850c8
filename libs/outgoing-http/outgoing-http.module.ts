import { type DynamicModule, Module } from '@nestjs/common';
import { OutgoingHttp, type OutgoingPolicy } from './outgoing-http';

@Module({})
export class OutgoingHttpModule {
  static forRoot(policy: OutgoingPolicy): DynamicModule {
    return {
      module: OutgoingHttpModule,
      global: true,
      providers: [{ provide: OutgoingHttp, useFactory: () => new OutgoingHttp(policy) }],
      exports: [OutgoingHttp],
    };
  }
}

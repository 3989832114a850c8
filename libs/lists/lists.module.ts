import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ListRegistry } from './list-registry';

@Global()
@Module({ imports: [DiscoveryModule], providers: [ListRegistry], exports: [ListRegistry] })
export class ListsModule {}

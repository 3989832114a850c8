import { DynamicModule, Global, Inject, Injectable, Module, OnApplicationShutdown } from '@nestjs/common';
import { createStorage, StorageSettings } from './create-storage';
import type { Storage } from './storage';

/** Injection token of the file storage. */
export const STORAGE = Symbol('STORAGE');

@Injectable()
class StorageCloser implements OnApplicationShutdown {
  constructor(@Inject(STORAGE) private readonly storage: Storage) {}

  onApplicationShutdown(): void {
    this.storage.close();
  }
}

@Global()
@Module({})
export class StorageModule {
  static forRoot(settings: StorageSettings): DynamicModule {
    return {
      module: StorageModule,
      providers: [{ provide: STORAGE, useFactory: () => createStorage(settings) }, StorageCloser],
      exports: [STORAGE],
    };
  }
}

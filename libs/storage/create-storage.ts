import { LocalStorage } from './local-storage';
import { S3Settings, S3Storage } from './s3-storage';
import { Storage } from './storage';

/** A folder of this machine, or a bucket once there is more than one machine. */
export type StorageSettings = { kind: 'local'; dir: string } | ({ kind: 's3' } & S3Settings);

/**
 * Opens the storage the settings name. A folder is made when missing; a bucket must exist.
 *
 * @throws StorageError STORAGE_DENIED, STORAGE_FULL
 */
export function createStorage(settings: StorageSettings): Promise<Storage> {
  return settings.kind === 'local' ? LocalStorage.open(settings.dir) : S3Storage.open(settings);
}

import { once } from 'node:events';
import { createWriteStream, WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Storage } from '../../../libs/storage/storage';

/** Writes rejected rows beside the import; a file comes to be with the first of them. */
export class RejectsWriter {
  private file: WriteStream | undefined;
  private path = '';

  constructor(private readonly storage: Storage) {}

  /** @param text next lines, '' for none */
  async write(text: string): Promise<void> {
    if (text === '') return;
    if (!this.file) {
      this.path = await this.storage.temporaryPath();
      this.file = createWriteStream(this.path, { mode: 0o600 });
      await once(this.file, 'open');
    }
    if (!this.file.write(text)) await once(this.file, 'drain');
  }

  /** Keeps the file under `key`. @returns the key, or null when nothing was written */
  async keep(key: string): Promise<string | null> {
    if (!this.file) return null;
    this.file.end();
    await finished(this.file);
    await this.storage.adopt(this.path, key);
    return key;
  }

  async discard(): Promise<void> {
    if (!this.file) return;
    this.file.destroy();
    await rm(this.path, { force: true });
  }
}

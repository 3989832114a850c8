import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Storage } from '../../../libs/storage/storage';

/** Writes rejected rows beside the import; a file comes to be with the first of them. */
export class RejectsWriter {
  private file: FileHandle | undefined;
  private path = '';

  constructor(private readonly storage: Storage) {}

  /**
   * Each write is waited for, so that a full disk is this import's error and nobody else's.
   *
   * @param text next lines, '' for none
   */
  async write(text: string): Promise<void> {
    if (text === '') return;
    if (!this.file) {
      this.path = await this.storage.temporaryPath();
      this.file = await open(this.path, 'w', 0o600);
    }
    // From a handle, writeFile goes on where it stopped.
    await this.file.writeFile(text);
  }

  /** Keeps the file under `key`. @returns the key, or null when nothing was written */
  async keep(key: string): Promise<string | null> {
    if (!this.file) return null;
    await this.close();
    await this.storage.adopt(this.path, key);
    return key;
  }

  async discard(): Promise<void> {
    if (this.path === '') return;
    await this.close();
    await rm(this.path, { force: true });
  }

  private async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}

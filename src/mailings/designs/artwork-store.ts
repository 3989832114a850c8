import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { artworkNotFound, artworkRefused } from '../mailings.errors';

export const ARTWORK_LIMIT_BYTES = 50 << 20;

const SIGNATURES = [
  { type: 'application/pdf', bytes: Buffer.from('%PDF-') },
  { type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
  { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
];

/** Artwork files under the hash of their content: the same file is kept once, and never changes under a design. */
@Injectable()
export class ArtworkStore {
  constructor(@Inject(STORAGE) private readonly storage: Storage) {}

  /** @returns the SHA-256 it is kept under. @throws AppError `design.artwork-refused` when it is no PDF, PNG or JPEG */
  async keep(bytes: Buffer): Promise<string> {
    const known = SIGNATURES.some((signature) =>
      bytes.subarray(0, signature.bytes.length).equals(signature.bytes),
    );
    if (!known || bytes.length > ARTWORK_LIMIT_BYTES) throw artworkRefused();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.storage.putIfAbsent(keyOf(sha256), bytes);
    return sha256;
  }

  /** @param files file name in the design → SHA-256 */
  async load(files: Record<string, string>): Promise<Map<string, Buffer>> {
    const artwork = new Map<string, Buffer>();
    for (const [name, sha256] of Object.entries(files)) {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !(await this.storage.exists(keyOf(sha256))))
        throw artworkNotFound();
      artwork.set(name, await this.storage.read(keyOf(sha256), ARTWORK_LIMIT_BYTES));
    }
    return artwork;
  }
}

const keyOf = (sha256: string): string => `artwork/${sha256}`;

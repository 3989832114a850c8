import { createHash } from 'node:crypto';

/**
 * One hash that names the whole batch: SHA-256 over the chunk files' hashes in order, a line each; a chunk
 * without a file is an empty line, so that no two different batches read the same.
 *
 * @param chunkHashes SHA-256 of each chunk's file, hex, or null
 */
export function manifestHash(chunkHashes: readonly (string | null)[]): string {
  const lines = chunkHashes.map((hash) => `${hash ?? ''}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

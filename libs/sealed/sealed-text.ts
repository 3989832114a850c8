import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown when a text was sealed with another key or for another purpose, or was damaged. */
export class UnsealError extends Error {
  readonly code = 'sealed.unreadable';
}

/**
 * Keeps a text so that the database alone does not tell it: AES-256-GCM (NIST SP 800-38D) under a key derived from
 * `key` for this one purpose (HKDF-SHA-256, RFC 5869). The same text is sealed differently each time.
 *
 * @param key     32 bytes
 * @param purpose names what is sealed; unsealing names it too
 * @returns nonce (12 bytes), tag (16 bytes), ciphertext
 */
export function seal(key: Buffer, purpose: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws UnsealError */
export function unseal(key: Buffer, purpose: string, sealed: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new UnsealError('not sealed with this key for this purpose, or damaged');
  }
}

const keyFor = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `sealed ${purpose}`, 32));

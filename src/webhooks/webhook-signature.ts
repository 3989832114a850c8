import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret: 32 random bytes, written as Standard Webhooks does. */
export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The headers of one attempt. Source: Standard Webhooks 1.0.0, "Signature scheme": HMAC-SHA256 over
 * `id.timestamp.body` with the secret's bytes, base64, `v1,` before it; with several secrets the receiver accepts any.
 *
 * @param id      the same for each attempt and replay of an event: whoever has seen it may leave it out
 * @param seconds of the attempt, since 1970: receivers refuse what is too old
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}

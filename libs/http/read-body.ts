import type { Readable } from 'node:stream';

/**
 * Reads a request's raw body whole, up to a limit.
 *
 * @param tooLarge makes the error thrown when there is more
 */
export async function readBody(
  request: Readable,
  limitBytes: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limitBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'express';

const LONGEST_STREAM_MS = 30 * 60_000;

/**
 * Server-sent events that tell how long work stands: the state is read again and again in short transactions
 * (any process may be doing the work), an event is sent when it changed, and the stream ends with the work.
 * A client that reconnects starts with the present state, so nothing has to be kept for it. The first look comes
 * before the first byte: what it throws is answered as any other error.
 *
 * @param read       one look at the state; a later error ends the stream
 * @param isFinal    whether nothing will change any more
 * @param intervalMs pause between looks
 */
export async function streamProgress<T extends object>(
  response: Response,
  read: () => Promise<T>,
  isFinal: (state: T) => boolean,
  intervalMs = 400,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const end = Date.now() + LONGEST_STREAM_MS;
  let state = await read();
  let sent = '';
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  while (!gone.signal.aborted) {
    const text = JSON.stringify(state);
    if (text !== sent) response.write(`data: ${text}\n\n`);
    sent = text;
    if (isFinal(state) || Date.now() > end) break;
    try {
      await pause(intervalMs, undefined, { signal: gone.signal });
      state = await read();
    } catch {
      break;
    }
  }
  response.end();
}

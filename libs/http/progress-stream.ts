import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'express';

const LONGEST_STREAM_MS = 60 * 60_000;

/** Milliseconds between looks, and after how long without news a sign of life is sent. */
export interface ProgressPace {
  lookMs: number;
  quietMs: number;
}

const USUAL_PACE: ProgressPace = { lookMs: 400, quietMs: 15_000 };

/**
 * Server-sent events that tell how long work stands: the state is read again and again in short transactions
 * (any process may be doing the work), an event is sent when it changed, and the stream ends with the work or after
 * an hour. A client that reconnects starts with the present state, so nothing has to be kept for it. The first look
 * comes before the first byte: what it throws is answered as any other error.
 *
 * @param read    one look at the state; a later error ends the stream
 * @param isFinal whether nothing will change any more
 */
export async function streamProgress<T extends object>(
  response: Response,
  read: () => Promise<T>,
  isFinal: (state: T) => boolean,
  pace: ProgressPace = USUAL_PACE,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const end = performance.now() + LONGEST_STREAM_MS;
  let state = await read();
  let sent = '';
  let sentAt = 0;
  const send = (text: string): void => {
    response.write(text);
    sentAt = performance.now();
  };
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  while (!gone.signal.aborted) {
    const text = JSON.stringify(state);
    if (text !== sent) send(`data: ${text}\n\n`);
    // A comment keeps proxies from closing a quiet connection.
    else if (performance.now() - sentAt > pace.quietMs) send(': still here\n\n');
    sent = text;
    if (isFinal(state) || performance.now() > end) break;
    try {
      await pause(pace.lookMs, undefined, { signal: gone.signal });
      state = await read();
    } catch {
      break;
    }
  }
  response.end();
}

import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 400;
const QUIET_MS = 15_000;
const LONGEST_MS = 60 * 60_000;

/**
 * Server-sent events of something that changes in the tables: looks every 400 ms in a transaction of its own, sends
 * what differs, and ends when it is final, when the client leaves or after an hour (browsers then connect again).
 *
 * @param first what was seen already
 * @param look  reads it anew
 * @param left  aborts when the client has gone
 */
export async function* changes<T>(
  first: T,
  look: () => Promise<T>,
  isFinal: (state: T) => boolean,
  left: AbortSignal,
): AsyncGenerator<string> {
  const end = performance.now() + LONGEST_MS;
  let state = first;
  let sent = '';
  let sentAt = 0;
  for (;;) {
    const text = JSON.stringify(state);
    if (text !== sent) {
      yield `data: ${text}\n\n`;
      sent = text;
      sentAt = performance.now();
    } else if (performance.now() - sentAt > QUIET_MS) {
      // A comment keeps proxies from closing a quiet connection.
      yield ': still here\n\n';
      sentAt = performance.now();
    }
    if (isFinal(state) || performance.now() > end) return;
    await delay(LOOK_MS, undefined, { signal: left }).catch(() => undefined);
    if (left.aborted) return;
    state = await look();
  }
}

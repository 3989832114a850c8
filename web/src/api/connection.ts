import { useSyncExternalStore } from 'react';

/** Whether the server answers. Calls report here; the banner reads. */
type Connection = 'up' | 'down';

let state: Connection = 'up';
let probe: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const FIRST_PROBE_MS = 2_000;
const SLOWEST_PROBE_MS = 30_000;

/** Runs the work every time the server answers again after it did not. */
export function whenBack(work: () => void): void {
  listeners.add(() => {
    if (state === 'up') work();
  });
}

function set(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function probeLater(delay: number): void {
  clearTimeout(probe);
  probe = setTimeout(() => void probeNow(delay), delay);
}

/** Asks the server for a sign of life. */
export async function serverAnswers(): Promise<boolean> {
  const answer = await fetch('/api/info', { cache: 'no-store' }).catch(() => null);
  return answer?.ok === true;
}

async function probeNow(delay: number): Promise<void> {
  if (await serverAnswers()) reportReachable();
  else probeLater(Math.min(delay * 2, SLOWEST_PROBE_MS));
}

/** A call got through. */
export function reportReachable(): void {
  clearTimeout(probe);
  probe = undefined;
  set('up');
}

/** A call did not get through: keep asking, ever more rarely, until one does. */
export function reportUnreachable(): void {
  set('down');
  if (probe === undefined) probeLater(FIRST_PROBE_MS);
}

window.addEventListener('offline', reportUnreachable);
window.addEventListener('online', () => void probeNow(FIRST_PROBE_MS));

/** Ask at once instead of waiting for the next probe. */
export function retryConnection(): void {
  void probeNow(FIRST_PROBE_MS);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

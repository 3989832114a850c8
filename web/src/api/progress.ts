import { useEffect, useState } from 'react';
import { reportUnreachable } from './connection';

/** What a running piece of work last said, and whether the line to it is open. */
export interface Progress<T> {
  last: T | null;
  line: 'opening' | 'open' | 'waiting' | 'closed';
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

function parse<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/**
 * Follows work over server-sent events. The server says the present state first, so a reload or a lost line
 * costs nothing: the line is opened again after 1, 2, 4 … at most 20 seconds until `isOver` or the page leaves.
 *
 * @param url    address of the events, or null while there is nothing to follow
 * @param isOver tells the last event; must be stable (defined outside the component)
 */
export function useProgress<T>(url: string | null, isOver: (event: T) => boolean): Progress<T> {
  const [followed, setFollowed] = useState<{ url: string | null; progress: Progress<T> }>({
    url,
    progress: { last: null, line: 'opening' },
  });
  if (followed.url !== url) setFollowed({ url, progress: { last: null, line: 'opening' } });

  useEffect(() => {
    if (url === null) return undefined;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT_MS;
    const say = (change: Partial<Progress<T>>) =>
      setFollowed((now) => (now.url === url ? { url, progress: { ...now.progress, ...change } } : now));

    const open = () => {
      source = new EventSource(url, { withCredentials: true });
      source.onopen = () => {
        wait = FIRST_WAIT_MS;
        say({ line: 'open' });
      };
      source.onmessage = (message: MessageEvent<string>) => {
        const event = parse<T>(message.data);
        if (event === null) return;
        const over = isOver(event);
        if (over) source?.close();
        say({ last: event, line: over ? 'closed' : 'open' });
      };
      source.onerror = () => {
        source?.close();
        say({ line: 'waiting' });
        if (wait > FIRST_WAIT_MS) reportUnreachable();
        timer = setTimeout(open, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [url, isOver]);

  return followed.progress;
}

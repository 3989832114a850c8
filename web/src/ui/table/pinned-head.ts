import { useLayoutEffect, useState, type RefObject } from 'react';

/**
 * How the head of a table stays in sight. While the table fits, CSS does it: `null`. A table wider than its frame
 * moves sideways in it, and what scrolls sideways can no longer stick to the window: then the widths of the head's
 * cells, in px, for a copy of the head that sticks in its place.
 */
export function usePinnedHead(
  frame: RefObject<HTMLElement | null>,
  table: RefObject<HTMLTableElement | null>,
  /** Changes when the columns do. */
  shape: string,
): readonly number[] | null {
  const [widths, setWidths] = useState<readonly number[] | null>(null);
  useLayoutEffect(() => {
    const outer = frame.current;
    const inner = table.current;
    const cells = inner?.tHead?.rows[0]?.cells;
    if (!outer || !inner || !cells) return undefined;
    const measure = () => {
      const wide = inner.offsetWidth > outer.clientWidth;
      const next = wide ? [...cells].map((cell) => cell.getBoundingClientRect().width) : null;
      setWidths((now) => (now?.join() === next?.join() ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const element of [outer, inner, ...cells]) observer.observe(element);
    return () => observer.disconnect();
  }, [frame, table, shape]);
  return widths;
}

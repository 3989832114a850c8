import { useRef } from 'react';

/** Which rows are chosen, by their keys. */
export interface Selection {
  chosen: string[];
  onChoose: (keys: string[]) => void;
}

export interface RowChoice {
  chosen: ReadonlySet<string>;
  all: boolean;
  some: boolean;
  chooseAll: (on: boolean) => void;
  /** One row, or with `range` all from the one chosen last to this. */
  choose: (index: number, on: boolean, range: boolean) => void;
}

/** The choice among the rows on the screen; a row that has gone from the list is no longer chosen. */
export function useRowChoice(keys: readonly string[], selection: Selection | undefined): RowChoice | null {
  const last = useRef<string | null>(null);
  if (!selection) return null;
  const chosen = new Set(selection.chosen);
  const tell = (wanted: ReadonlySet<string>) => selection.onChoose(keys.filter((key) => wanted.has(key)));
  const here = keys.filter((key) => chosen.has(key)).length;
  return {
    chosen,
    all: keys.length > 0 && here === keys.length,
    some: here > 0 && here < keys.length,
    chooseAll: (on) => tell(new Set(on ? keys : [])),
    choose: (index, on, range) => {
      const from = range && last.current !== null ? keys.indexOf(last.current) : -1;
      const [low, high] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      for (const key of keys.slice(low, high + 1)) {
        if (on) chosen.add(key);
        else chosen.delete(key);
      }
      last.current = keys[index] ?? null;
      tell(chosen);
    },
  };
}

import { useState } from 'react';
import type { ReactNode } from 'react';
import { readSetting, writeSetting } from '../../app/settings';

export interface Column<T> {
  /** Also the name the server sorts by, when `sortable`. */
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  sortable?: boolean;
  /** Numbers and money stand right. */
  numeric?: boolean;
  width?: number;
  /** Off until the reader asks for it. */
  hidden?: boolean;
  /** Where it stands on a phone's card; `fact` unless said. */
  card?: 'title' | 'tag' | 'fact' | 'none';
  /** What the totals row says under it. */
  total?: ReactNode;
}

export type Density = 'dense' | 'airy';

interface TableView {
  density: Density;
  /** Columns whose visibility differs from the default. */
  toggled: string[];
}

function storedView(id: string): TableView {
  try {
    const view = JSON.parse(readSetting(`table.${id}`) ?? '{}') as Partial<TableView>;
    return {
      density: view.density === 'dense' ? 'dense' : 'airy',
      toggled: Array.isArray(view.toggled) ? view.toggled : [],
    };
  } catch {
    return { density: 'airy', toggled: [] };
  }
}

/** How this reader likes this table, kept in the browser. */
export function useTableView(id: string) {
  const [view, setView] = useState(() => storedView(id));
  const keep = (next: TableView) => {
    writeSetting(`table.${id}`, JSON.stringify(next));
    setView(next);
  };
  return {
    density: view.density,
    setDensity: (density: Density) => keep({ ...view, density }),
    isShown: (column: { key: string; hidden?: boolean }) =>
      (column.hidden ?? false) === view.toggled.includes(column.key),
    toggle: (key: string) =>
      keep({
        ...view,
        toggled: view.toggled.includes(key)
          ? view.toggled.filter((other) => other !== key)
          : [...view.toggled, key],
      }),
  };
}

export type TableViewControls = ReturnType<typeof useTableView>;

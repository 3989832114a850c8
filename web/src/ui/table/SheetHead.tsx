import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { Column } from './columns';
import { ChooseAll } from './RowChoice';
import type { RowChoice } from './row-choice';
import styles from './Sheet.module.css';

/** How rows are ordered: `name` upwards, `-name` downwards. */
export interface Order {
  by: string;
  onOrder: (by: string) => void;
}

interface Props<T> {
  columns: readonly Column<T>[];
  choice: RowChoice | null;
  order: Order | undefined;
  hasActions: boolean;
  /** Given for the copy that lies over the head of a wide table: as wide as the real one, out of the way of the keyboard. */
  widths?: readonly number[];
}

export function SheetHead<T>({ columns, choice, order, hasActions, widths }: Props<T>) {
  const first = choice ? 1 : 0;
  const copy = widths !== undefined;
  const width = (index: number, own?: number) => ({ width: widths ? widths[index] : own });
  return (
    <thead>
      <tr>
        {choice && (
          <th className={styles.choice} style={width(0)} data-choose>
            <ChooseAll choice={choice} copy={copy} />
          </th>
        )}
        {columns.map((column, index) => (
          <HeadCell
            key={column.key}
            column={column}
            order={order}
            copy={copy}
            style={width(first + index, column.width)}
          />
        ))}
        {hasActions && <th style={width(first + columns.length)} />}
      </tr>
    </thead>
  );
}

interface CellProps<T> {
  column: Column<T>;
  order: Order | undefined;
  copy: boolean;
  style: { width: number | undefined };
}

function HeadCell<T>({ column, order, copy, style }: CellProps<T>) {
  const side = column.numeric ? styles.right : '';
  if (!column.sortable || !order) {
    return (
      <th scope="col" className={side} style={style}>
        {column.title}
      </th>
    );
  }
  const sorted = order.by.replace(/^-/, '') === column.key;
  const down = sorted && order.by.startsWith('-');
  const direction = sorted ? (down ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={direction} className={`${side} ${styles.sortable}`} style={style}>
      <button
        type="button"
        className={styles.sorter}
        tabIndex={copy ? -1 : 0}
        onClick={() => order.onOrder(sorted && !down ? `-${column.key}` : column.key)}
      >
        {column.title}
        <span className={styles.arrows} aria-hidden>
          <CaretUpFilled className={sorted && !down ? styles.inForce : ''} />
          <CaretDownFilled className={down ? styles.inForce : ''} />
        </span>
      </button>
    </th>
  );
}

import { useRef, type MouseEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from './columns';
import { usePinnedHead } from './pinned-head';
import { ChooseRow } from './RowChoice';
import { SheetHead, type Order } from './SheetHead';
import { useRowChoice, type Selection } from './row-choice';
import styles from './Sheet.module.css';

interface Props<T> {
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  rowHref?: ((row: T) => string) | undefined;
  rowActions?: ((row: T) => ReactNode) | undefined;
  selection?: Selection | undefined;
  /** The order the rows stand in, and how to ask for another. */
  order?: Order | undefined;
  dense?: boolean;
  /** As wide as its place, never wider: names wrap. */
  fit?: boolean;
  /** Rows of a question that has been asked anew. */
  stale?: boolean;
}

/** Where a click means something of its own: it does not open the row. */
const OWN_CLICK =
  'a, button, label, input, form, [role=menuitem], [role=option], .ant-popover, [data-choose]';

/** Rows and columns: the head stays in sight, a wide table moves sideways, a row opens its record. */
export function Sheet<T>(props: Props<T>) {
  const { columns, rows, rowKey, dense = false, fit = false, stale = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const copy = useRef<HTMLDivElement>(null);
  const choice = useRowChoice(rows.map(rowKey), props.selection);
  const shape = columns.map(({ key }) => key).join();
  const widths = usePinnedHead(frame, table, `${shape} ${dense}`);
  const head = { columns, choice, order: props.order, hasActions: props.rowActions !== undefined };
  const classes = [
    styles.table,
    dense ? styles.dense : '',
    fit ? styles.fit : '',
    stale ? styles.stale : '',
  ].join(' ');
  return (
    <div className={styles.holder}>
      {widths && (
        <div className={styles.pin} aria-hidden>
          <div ref={copy} className={styles.pinned}>
            <table
              className={`${classes} ${styles.copy}`}
              style={{ width: widths.reduce((sum, one) => sum + one, 0) }}
            >
              <SheetHead {...head} widths={widths} />
            </table>
          </div>
        </div>
      )}
      <div
        ref={frame}
        className={widths ? styles.wide : ''}
        onScroll={({ currentTarget }) => copy.current?.scrollTo({ left: currentTarget.scrollLeft })}
      >
        <table ref={table} className={`${classes} ${widths ? '' : styles.sticky}`}>
          <SheetHead {...head} />
          <tbody>
            {rows.map((row, index) => (
              <Row key={rowKey(row)} {...props} row={row} index={index} choice={choice} />
            ))}
          </tbody>
          <Totals {...props} />
        </table>
      </div>
    </div>
  );
}

interface RowProps<T> extends Props<T> {
  row: T;
  index: number;
  choice: ReturnType<typeof useRowChoice>;
}

function Row<T>({ columns, row, index, rowKey, rowHref, rowActions, choice }: RowProps<T>) {
  const navigate = useNavigate();
  const href = rowHref?.(row);
  const chosen = choice?.chosen.has(rowKey(row)) ?? false;
  const open = (event: MouseEvent) => {
    const clicked = event.target as HTMLElement;
    // What opens above the page (choices, calendars) is not in the row, though its clicks are told to it.
    if (href === undefined || !event.currentTarget.contains(clicked) || clicked.closest(OWN_CLICK) !== null)
      return;
    // Whoever marks text to copy it does not want to leave.
    if (window.getSelection()?.isCollapsed !== false) void navigate(href);
  };
  return (
    <tr
      className={`${href === undefined ? '' : styles.clickable} ${chosen ? styles.chosen : ''}`}
      onClick={open}
    >
      {choice && <ChooseRow choice={choice} index={index} chosen={chosen} />}
      {columns.map((column) => (
        <td key={column.key} className={column.numeric ? styles.right : ''}>
          {column.card === 'title' && href !== undefined ? (
            <Link to={href} className={styles.rowLink}>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
      {rowActions && <td className={styles.right}>{rowActions(row)}</td>}
    </tr>
  );
}

function Totals<T>({ columns, selection, rowActions }: Props<T>) {
  const { t } = useTranslation();
  if (!columns.some(({ total }) => total !== undefined)) return null;
  return (
    <tfoot>
      <tr className={styles.totals}>
        {selection && <td />}
        {columns.map((column, index) => (
          <td key={column.key} className={column.numeric ? styles.right : ''}>
            {index === 0 ? (column.total ?? t('table.total')) : column.total}
          </td>
        ))}
        {rowActions && <td />}
      </tr>
    </tfoot>
  );
}

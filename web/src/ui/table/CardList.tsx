import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column } from './columns';
import styles from './CardList.module.css';

interface Props<T> {
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  rowHref?: (row: T) => string;
  rowActions?: (row: T) => ReactNode;
}

/** A table's rows as cards, for a phone. */
export function CardList<T>({ columns, rows, rowKey, rowHref, rowActions }: Props<T>) {
  const title = columns.find((column) => column.card === 'title');
  const tags = columns.filter((column) => column.card === 'tag');
  const facts = columns.filter((column) => (column.card ?? 'fact') === 'fact');
  return (
    <ul className={styles.cards}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={styles.card}>
          <div className={styles.head}>
            <div className={styles.title}>
              {rowHref ? (
                <Link to={rowHref(row)} className={styles.link}>
                  {title?.render(row)}
                </Link>
              ) : (
                title?.render(row)
              )}
            </div>
            {tags.map((column) => (
              <span key={column.key}>{column.render(row)}</span>
            ))}
          </div>
          <dl className={styles.facts}>
            {facts.map((column) => (
              <div key={column.key} className={styles.fact}>
                <dt>{column.title}</dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
          {rowActions && <div className={styles.actions}>{rowActions(row)}</div>}
        </li>
      ))}
    </ul>
  );
}

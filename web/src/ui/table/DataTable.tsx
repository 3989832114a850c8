import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../app/media';
import { EmptyState } from '../EmptyState';
import { Failure } from '../Failure';
import { count } from '../numbers';
import { CardList } from './CardList';
import { useTableView, type Column } from './columns';
import type { List } from './list-query';
import type { ListState } from './list-state';
import { SearchBox } from './SearchBox';
import { Sheet } from './Sheet';
import type { Selection } from './row-choice';
import { ViewSettings } from './ViewSettings';
import styles from './DataTable.module.css';

interface Props<T, F extends string> {
  /** Names the table among this reader's settings. */
  id: string;
  columns: Column<T>[];
  list: List<T>;
  state: ListState<F>;
  searchPlaceholder?: string;
  filters?: ReactNode;
  rowKey: (row: T) => string;
  /** Where a row leads; its title column becomes the link. */
  rowHref?: (row: T) => string;
  rowActions?: (row: T) => ReactNode;
  /** Beside the settings of the table: its columns chosen elsewhere, its file. */
  settings?: ReactNode;
  /** Under the tools: what narrows the list, what can be done with it. */
  above?: ReactNode;
  /** Stands where the rows would. */
  instead?: ReactNode;
  /** Rows can be chosen. */
  selection?: Selection;
  /** Shown when there is nothing at all, not when nothing matches. */
  empty: ReactNode;
}

/** A list of the API: server-side search, filters and order, more on demand, cards on a phone. */
export function DataTable<T extends object, F extends string>(props: Props<T, F>) {
  const { columns, list, state } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const view = useTableView(props.id);
  const shown = columns.filter(view.isShown);
  const nothing = !list.loading && list.items.length === 0 && list.error == null;
  if (nothing && !state.narrowed) return <div className={styles.sheet}>{props.empty}</div>;

  return (
    <div className={styles.sheet} aria-busy={list.loading || list.stale}>
      <div className={styles.toolbar}>
        {props.searchPlaceholder !== undefined && (
          <SearchBox value={state.q} placeholder={props.searchPlaceholder} onSearch={state.setQ} />
        )}
        {props.filters && <div className={styles.filters}>{props.filters}</div>}
        {state.narrowed && (
          <Button type="text" onClick={state.reset}>
            {t('table.reset')}
          </Button>
        )}
        <div className={styles.tail}>
          {list.total !== null && (
            <span className={styles.count}>
              {t('table.shown', { count: list.total, number: shownTotal(list) })}
            </span>
          )}
          {props.settings}
          {!phone && <ViewSettings columns={props.settings === undefined ? columns : []} view={view} />}
        </div>
      </div>
      {props.above}
      {props.instead !== undefined ? (
        props.instead
      ) : list.error != null && list.items.length === 0 ? (
        <div className={styles.notice}>
          <Failure error={list.error} onRetry={list.retry} />
        </div>
      ) : list.loading ? (
        <Rows />
      ) : nothing ? (
        <EmptyState small title={t('table.noMatchTitle')} body={t('table.noMatchBody')} />
      ) : phone ? (
        <CardList {...props} columns={shown} rows={list.items} />
      ) : (
        <Sheet
          columns={shown}
          rows={list.items}
          rowKey={props.rowKey}
          rowHref={props.rowHref}
          rowActions={props.rowActions}
          selection={props.selection}
          order={{ by: state.sort, onOrder: state.setSort }}
          dense={view.density === 'dense'}
          stale={list.stale}
        />
      )}
      {props.instead === undefined && <More list={list} />}
    </div>
  );
}

/** "10,000+" when nobody counted further. */
const shownTotal = <T,>({ total, capped }: List<T>): string => count(total ?? 0) + (capped ? '+' : '');

/** Grey rows while the first page is on its way. */
function Rows() {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('table.loading')}>
      {[88, 72, 94, 80, 66, 90].map((width) => (
        <Skeleton key={width} active title={false} paragraph={{ rows: 1, width: `${width}%` }} />
      ))}
    </div>
  );
}

function More<T>({ list }: { list: List<T> }) {
  const { t } = useTranslation();
  if (list.items.length === 0 || list.more === null) return null;
  return (
    <div className={styles.more}>
      {list.total !== null && (
        <span className="muted">
          {t('table.shownOf', { shown: count(list.items.length), total: shownTotal(list) })}
        </span>
      )}
      <Button onClick={list.more} loading={list.loadingMore}>
        {t('table.more')}
      </Button>
      {list.error != null && <Failure error={list.error} onRetry={list.more} />}
    </div>
  );
}

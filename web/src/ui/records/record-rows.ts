import type { Column } from '../table/columns';
import { useList, type List, type Page, type PageRequest } from '../table/list-query';
import type { RecordsState } from './records-state';

/** Query of a list the registry knows: its page, what it is narrowed to, and the columns that come as cells. */
export interface RecordsRequest extends PageRequest {
  filter?: string;
  columns?: string;
}

/**
 * The rows a list of records is asked for.
 *
 * @param own columns the page draws itself, from the row; the others come as cells
 */
export function useRecordRows<T>(
  records: RecordsState,
  own: readonly Column<T>[],
  fetchPage: (request: RecordsRequest) => Promise<Page<T>>,
): List<T> {
  const { list, q, sort, asked, ready } = records;
  const further = records.columns.filter((name) => own.every(({ key }) => key !== name));
  const filters: { filter?: string; columns?: string } = {
    ...(asked !== null && { filter: JSON.stringify(asked) }),
    ...(further.length > 0 && { columns: further.join(',') }),
  };
  return useList([list], { q, sort, filters }, (page, asking) => fetchPage({ ...page, ...asking }), ready);
}

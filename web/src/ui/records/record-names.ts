import { useQueries } from '@tanstack/react-query';
import { api, body, rawCall } from '../../api/client';
import type { ListField, ListFields } from '../../api/records';
import { isCondition, type Filter } from './filter';

/** Names of records by their ids, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

export interface NamedRecord {
  /** Path of the records' API. */
  list: string;
  id: string;
}

/** Lists whose records are read at an address of the same name. */
const NAMED: ReadonlySet<string> = new Set(['accounts', 'campaigns', 'address-lists', 'designs', 'branches']);
const FRESH_MS = 60_000;

/** The records that a value of a field points to. */
export function recordsIn(field: ListField | undefined, value: unknown): NamedRecord[] {
  const list = field?.type === 'branch' ? 'branches' : field?.type === 'record' ? field.refersTo : null;
  if (!list || !NAMED.has(list)) return [];
  const ids = Array.isArray(value) ? value : [value];
  return ids.flatMap((id) => (typeof id === 'string' ? [{ list, id }] : []));
}

/** The records that a filter names. */
export function recordsOf(
  filter: Filter | null,
  known: Pick<ListFields, 'fields' | 'relations'>,
): NamedRecord[] {
  if (filter === null) return [];
  if (isCondition(filter)) {
    return recordsIn(
      known.fields.find(({ name }) => name === filter[0]),
      filter[2],
    );
  }
  if ('not' in filter) return recordsOf(filter.not, known);
  if ('has' in filter) {
    const fields = known.relations.find(({ name }) => name === filter.has)?.fields ?? [];
    return recordsOf(filter.where ?? null, { fields, relations: [] });
  }
  return ('and' in filter ? filter.and : filter.or).flatMap((one) => recordsOf(one, known));
}

interface Named {
  id: string;
  name: string;
}

async function named({ list, id }: NamedRecord): Promise<Named | null> {
  // Branches are read as one tree, which every reader has.
  if (list === 'branches')
    return (await body(api.GET('/api/branches'))).items.find((branch) => branch.id === id) ?? null;
  return (await (await rawCall(`/api/${list}/${id}`)).json()) as Named;
}

const asNames = (found: readonly { data?: Named | null | undefined }[]): Names =>
  new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));

/** What people call these records; one that is out of the reader's sight has no name here. */
export function useRecordNames(records: readonly NamedRecord[]): Names {
  const wanted = [...new Map(records.map((one) => [one.id, one])).values()];
  return useQueries({
    queries: wanted.map((one) => ({
      queryKey: [one.list, 'name', one.id],
      queryFn: () => named(one),
      staleTime: FRESH_MS,
      retry: false,
    })),
    combine: asNames,
  });
}

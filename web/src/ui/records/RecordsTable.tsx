import { DownloadOutlined, EditOutlined, FilterOutlined } from '@ant-design/icons';
import { App, Badge, Button, Dropdown, Select } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/download';
import { listExportUrl, useListSummary, type ListField } from '../../api/records';
import { usePhone } from '../../app/media';
import { asApiError } from '../api-error';
import { inYuan } from '../money';
import { count } from '../numbers';
import { Money } from '../Money';
import type { Column } from '../table/columns';
import { DataTable } from '../table/DataTable';
import type { List } from '../table/list-query';
import type { ListState } from '../table/list-state';
import { ColumnChooser } from './ColumnChooser';
import { EditableCell } from './EditableCell';
import { partsOf, type ConditionValue } from './filter';
import { FilterChips } from './FilterChips';
import { GroupList } from './GroupList';
import type { RecordsState } from './records-state';
import { ViewSwitcher } from './ViewSwitcher';
import { labelOf, valueText } from './words';
import styles from './records.module.css';

const FilterBuilder = lazy(() => import('./FilterBuilder'));
const BulkEditDialog = lazy(() => import('./BulkEditDialog'));

/** A row of any list that the registry knows. */
export interface RecordRow {
  id: string;
  /** Counts the changes; what nobody edits has none. */
  version?: number;
  cells?: Record<string, { value?: unknown; text: string | null }> | undefined;
}

interface Props<T, F extends string> {
  records: RecordsState;
  /** Columns the page draws itself, by the field's name; the others are drawn by their type. */
  own: Column<T>[];
  list: List<T>;
  state: ListState<F>;
  /** Path of a record's API, for edits in cells. */
  path?: (row: T) => string;
  /** What an own column edits, when its row has no cell of it. */
  valueIn?: (row: T, field: string) => ConditionValue | null;
  /** Some rows cannot be changed by this reader. */
  mayEdit?: (row: T) => boolean;
  rowHref?: (row: T) => string;
  rowActions?: (row: T) => ReactNode;
  /** Left out where the list knows no words to look for. */
  searchPlaceholder?: string;
  filters?: ReactNode;
  empty: ReactNode;
}

/** A table with everything that can be done with a list of records. */
export function RecordsTable<T extends RecordRow, F extends string>(props: Props<T, F>) {
  const { records, list, state } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const [building, setBuilding] = useState(false);
  const [editing, setEditing] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const { fields, asked, q } = records;
  const narrowing = { q, filter: asked };
  const shown = records.columns.flatMap(
    (name) => fields?.fields.filter((field) => field.name === name) ?? [],
  );
  const totals = shown.filter(({ totalable }) => totalable).map(({ name }) => name);
  const group = fields?.fields.find(({ name }) => name === records.group) ?? null;
  const summary = useListSummary(records.list, narrowing, { group: group?.name ?? null, totals });
  const sums = new Map(summary.data?.totals?.map(({ field, sum }) => [field, sum]));
  const columns = useColumns(props, shown, sums, summary.data?.totals === null);
  const groupable = fields?.fields.filter((field) => field.groupable) ?? [];
  const tableState: ListState<F> = {
    ...state,
    sort: records.sort,
    narrowed: records.narrowed,
    setSort: (sort) => records.set({ sort }),
    reset: () => {
      state.reset();
      records.set({ filter: '' });
    },
  };
  const tools = (
    <>
      {props.filters}
      <Badge count={partsOf(records.filter).length} size="small" color="var(--hy-green)">
        <Button icon={<FilterOutlined />} disabled={!fields} onClick={() => setBuilding(true)}>
          {t('records.filter')}
        </Button>
      </Badge>
      <GroupSelect records={records} groupable={groupable} />
      <ViewSwitcher records={records} />
    </>
  );
  return (
    <>
      <DataTable
        id={records.list}
        columns={columns}
        list={list}
        state={tableState}
        rowKey={(row) => row.id}
        {...(props.rowHref && { rowHref: props.rowHref })}
        {...(props.rowActions && { rowActions: props.rowActions })}
        {...(props.searchPlaceholder !== undefined && { searchPlaceholder: props.searchPlaceholder })}
        empty={props.empty}
        filters={tools}
        settings={
          <>
            {fields?.mayExport && <ExportMenu records={records} />}
            {!phone && <ColumnChooser records={records} />}
          </>
        }
        above={
          <>
            <FilterChips records={records} />
            {fields?.mayEditMany && !group && list.items.length > 0 && (
              <div className={styles.bar}>
                <span aria-live="polite">
                  {chosen.length > 0
                    ? t('records.chosenCount', { count: chosen.length })
                    : t('records.allMatching', { number: count(list.total ?? 0) + (list.capped ? '+' : '') })}
                </span>
                <Button size="small" icon={<EditOutlined />} onClick={() => setEditing(true)}>
                  {t('records.bulkEdit')}
                </Button>
                {chosen.length > 0 && (
                  <Button size="small" type="text" onClick={() => setChosen([])}>
                    {t('records.unchoose')}
                  </Button>
                )}
              </div>
            )}
          </>
        }
        {...(group && { instead: <GroupList records={records} group={group} summary={summary} /> })}
        {...(fields?.mayEditMany && { selection: { chosen, onChoose: setChosen } })}
      />
      <Suspense fallback={null}>
        {building && fields && (
          <FilterBuilder
            fields={fields}
            filter={records.filter}
            onApply={(filter) => records.set({ filter: filter === null ? '' : JSON.stringify(filter) })}
            onClose={() => setBuilding(false)}
          />
        )}
        {editing && fields && (
          <BulkEditDialog
            list={records.list}
            fields={fields.fields}
            narrowing={narrowing}
            ids={chosen.length > 0 ? chosen : null}
            onClose={() => setEditing(false)}
          />
        )}
      </Suspense>
    </>
  );
}

/** The chosen fields as columns: the page's own drawing where it has one, else by type; cells that may be changed with a pencil. */
function useColumns<T extends RecordRow, F extends string>(
  { own, records, path, valueIn, mayEdit, rowHref }: Props<T, F>,
  shown: readonly ListField[],
  sums: ReadonlyMap<string, number>,
  tooMany: boolean,
): Column<T>[] {
  const { t, i18n } = useTranslation();
  if (!records.fields) return own.filter(({ key }) => records.columns.includes(key));
  return shown.map((field): Column<T> => {
    const drawn = own.find(({ key }) => key === field.name);
    const numeric = field.type === 'number' || field.type === 'money';
    const show = (row: T): ReactNode => {
      if (drawn) return drawn.render(row);
      const cell = row.cells?.[field.name];
      if (field.type === 'money') return <Money fen={cell?.value as number | null | undefined} />;
      return cell?.text && field.options.length === 0
        ? cell.text
        : valueText(field, cell?.value, t, i18n.language);
    };
    const column: Column<T> = drawn
      ? { ...drawn, hidden: false, sortable: field.sortable }
      : {
          key: field.name,
          title: labelOf(field.label, i18n.language),
          render: show,
          sortable: field.sortable,
          numeric,
        };
    const sum = sums.get(field.name);
    return {
      ...column,
      hidden: false,
      render:
        field.editable && path && !(rowHref && drawn?.card === 'title')
          ? (row) =>
              row.version === undefined || mayEdit?.(row) === false ? (
                show(row)
              ) : (
                <EditableCell
                  field={field}
                  path={path(row)}
                  cacheKey={records.list}
                  version={row.version}
                  value={
                    drawn
                      ? (valueIn?.(row, field.name) ?? null)
                      : ((row.cells?.[field.name]?.value ?? null) as ConditionValue)
                  }
                >
                  {show(row)}
                </EditableCell>
              )
          : show,
      // A page that adds up by itself is believed.
      ...(sum !== undefined &&
        drawn?.total === undefined && { total: field.type === 'money' ? inYuan(BigInt(sum)) : count(sum) }),
      ...(field.totalable &&
        tooMany &&
        drawn?.total === undefined && { total: <span title={t('records.tooManyToAdd')}>–</span> }),
    };
  });
}

function GroupSelect({ records, groupable }: { records: RecordsState; groupable: readonly ListField[] }) {
  const { t, i18n } = useTranslation();
  if (groupable.length === 0) return null;
  return (
    <Select<string>
      style={{ width: 132 }}
      allowClear
      aria-label={t('records.group')}
      placeholder={t('records.group')}
      popupMatchSelectWidth={false}
      {...(records.group !== null && { value: records.group })}
      onChange={(name: string | undefined) => records.set({ group: name ?? '' })}
      options={groupable.map(({ name, label }) => ({ value: name, label: labelOf(label, i18n.language) }))}
    />
  );
}

/** The list as it is on the screen, as a file. */
function ExportMenu({ records }: { records: RecordsState }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const { list, q, asked, columns, sort } = records;
  const save = async (format: 'csv' | 'xlsx') => {
    setBusy(true);
    try {
      await download(
        listExportUrl(list, { q, filter: asked }, { format, columns, sort }),
        `${list}.${format}`,
      );
    } catch (error) {
      void message.error(asApiError(error).sentence(i18n.language));
    } finally {
      setBusy(false);
    }
  };
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: t(`records.formats.${format}`),
    onClick: () => void save(format),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        icon={<DownloadOutlined />}
        loading={busy}
        aria-label={t('records.export')}
        title={t('records.export')}
      />
    </Dropdown>
  );
}

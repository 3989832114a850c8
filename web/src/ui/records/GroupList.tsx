import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListField, ListSummary } from '../../api/records';
import { Failure } from '../Failure';
import { inYuan } from '../money';
import { count } from '../numbers';
import { allOf, type Condition } from './filter';
import type { RecordsState } from './records-state';
import { labelOf, valueText } from './words';
import styles from './records.module.css';

interface Props {
  records: RecordsState;
  group: ListField;
  summary: { data: ListSummary | undefined; error: unknown; refetch: () => unknown };
}

/** The condition that leaves one group of the list. */
function conditionOf(
  { name, type, operators }: ListField,
  value: string | number | boolean | null,
): Condition {
  if (value === null) return [name, 'empty'];
  if (type === 'branch' || !operators.includes('in')) return [name, 'eq', value];
  return [name, 'in', [String(value)]];
}

/** The list's groups, the largest first; opening one narrows the list to it. */
export function GroupList({ records, group, summary }: Props) {
  const { t, i18n } = useTranslation();
  const { data } = summary;
  if (summary.error != null) return <Failure error={summary.error} onRetry={() => void summary.refetch()} />;
  if (!data?.groups) return <Skeleton active className={styles.chips ?? ''} />;
  const totals = data.totals ?? [];
  const fieldOf = (name: string) => records.fields?.fields.find((field) => field.name === name);
  const sum = (name: string, value: number) =>
    fieldOf(name)?.type === 'money' ? inYuan(BigInt(value)) : count(value);
  const open = (value: string | number | boolean | null) =>
    records.set({
      filter: JSON.stringify(allOf([records.filter, conditionOf(group, value)])),
      group: '',
    });
  return (
    <table className={styles.groups}>
      <thead>
        <tr>
          <th scope="col">{labelOf(group.label, i18n.language)}</th>
          <th scope="col" className={styles.number}>
            {t('records.count')}
          </th>
          {totals.map(({ field }) => (
            <th key={field} scope="col" className={styles.number}>
              {labelOf(fieldOf(field)?.label ?? { zh: field, en: field }, i18n.language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.groups.map((one) => (
          <tr key={String(one.value)}>
            <td>
              <Button type="link" size="small" onClick={() => open(one.value)}>
                {one.value === null
                  ? t('records.none')
                  : (one.text ?? valueText(group, one.value, t, i18n.language))}
              </Button>
            </td>
            <td className={styles.number}>{count(one.count)}</td>
            {(one.totals ?? []).map(({ field, sum: value }) => (
              <td key={field} className={styles.number}>
                {sum(field, value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{data.moreGroups ? t('records.moreGroups') : t('table.total')}</td>
          <td className={styles.number}>
            {count(data.count)}
            {data.capped && '+'}
          </td>
          {totals.map(({ field, sum: value }) => (
            <td key={field} className={styles.number}>
              {sum(field, value)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

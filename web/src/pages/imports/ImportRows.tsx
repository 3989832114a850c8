import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type ImportRow,
  type ImportRowKind,
  type RecordImportDetails,
  useImportRows,
} from '../../api/record-imports';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { StateTag, type Tone } from '../../ui/StateTag';
import { fieldName, valueText } from './import-words';
import styles from './imports.module.css';

interface Props {
  made: RecordImportDetails;
  /** What can be looked at apart, with how many there are. */
  kinds: readonly (readonly [kind: ImportRowKind, rows: number])[];
  first: ImportRowKind | 'all';
}

/** The rows of a file and what each comes to. */
export function ImportRows({ made, kinds, first }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ImportRowKind | 'all'>(first);
  const rows = useImportRows(made.id, kind === 'all' ? undefined : kind, made.state);
  const shown = kinds.filter(([, many]) => many > 0);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card flush title={t('imports.rowsTitle')}>
      <div className={styles.kinds}>
        <Segmented
          value={kind}
          onChange={setKind}
          options={[
            { value: 'all', label: t('imports.kinds.all') },
            ...shown.map(([value, many]) => ({
              value,
              label: `${t(`imports.kinds.${value}`)} ${count(many)}`,
            })),
          ]}
        />
      </div>
      {rows.isPending && <Skeleton active className={styles.inner ?? ''} paragraph={{ rows: 4 }} />}
      {rows.error && (
        <div className={styles.inner}>
          <Failure error={rows.error} onRetry={() => void rows.refetch()} />
        </div>
      )}
      {rows.data && items.length === 0 && <EmptyState small title={t('imports.noRows')} />}
      <ul>
        {items.map((row) => (
          <Row key={row.rowNumber} row={row} made={made} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <div className={styles.more}>
          <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {t('imports.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

const TONES: Record<NonNullable<ImportRow['verdict']>, Tone> = {
  created: 'done',
  changed: 'active',
  unchanged: 'draft',
  faulty: 'attention',
};

function Row({ row, made }: { row: ImportRow; made: RecordImportDetails }) {
  const { t } = useTranslation();
  const { verdict, outcome, recordId, label } = row;
  const there = recordId !== null && outcome !== 'removed';
  const ended = outcome !== 'waiting' && outcome !== 'applied';
  return (
    <li className={styles.row}>
      <span className={styles.number}>{t('imports.rowNumber', { number: row.rowNumber })}</span>
      <span className={styles.verdict}>
        {verdict && (
          <StateTag tone={ended ? 'waiting' : TONES[verdict]}>
            {ended ? t(`imports.outcomes.${outcome}`) : t(`imports.kinds.${verdict}`)}
          </StateTag>
        )}
      </span>
      <div className={styles.what}>
        {label !== '' &&
          (there ? <Link to={`/${made.list}/${recordId}`}>{label}</Link> : <span>{label}</span>)}
        <Details row={row} made={made} />
      </div>
    </li>
  );
}

function Details({ row, made }: { row: ImportRow; made: RecordImportDetails }) {
  const { t, i18n } = useTranslation();
  const { columns } = made;
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const value = (field: string, one: unknown) => valueText(columns, field, one, t, language);
  return (
    <>
      {row.faults.map((fault) => (
        <span key={`${fault.column ?? ''}${fault.code}`} className={styles.fault}>
          {fault[language]}
        </span>
      ))}
      {row.faults.length === 0 &&
        row.verdict === 'changed' &&
        row.changes.map(({ field, before, after }) => (
          <span key={field} className={styles.change}>
            {fieldName(columns, field, language)}：<s>{value(field, before)}</s> → {value(field, after)}
          </span>
        ))}
      {row.similar.length > 0 && (
        <span className={styles.similar}>
          {t('imports.maybe')}
          {row.similar.map(({ id, label }) => (
            <Link key={id} to={`/${made.list}/${id}`} target="_blank">
              {label}
            </Link>
          ))}
        </span>
      )}
    </>
  );
}

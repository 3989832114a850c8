import { Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ColumnMapping, PreviewRow } from '../../../api/list-imports';
import { StateTag } from '../../../ui/StateTag';
import { useWarningWord } from '../list-words';
import { recordFields } from './column-use';
import styles from './RowPreview.module.css';

interface Props {
  header: readonly string[];
  rows: readonly PreviewRow[];
  mapping: ColumnMapping;
  /** A changed mapping is on its way. */
  stale: boolean;
}

/** The first rows as they would be taken, each with its verdict; a rejected one stands as it came. */
export function RowPreview({ header, rows, mapping, stale }: Props) {
  const { t } = useTranslation();
  const warningWord = useWarningWord();
  const kept = mapping.extra.map((column) => header[column]).filter((heading) => heading !== undefined);
  const width = recordFields.length + kept.length;

  const taken: TableColumnType<PreviewRow>[] = [
    ...recordFields.map((field, index): TableColumnType<PreviewRow> => ({
      key: field,
      title: t(`lists.fields.${field}`),
      className: styles.cell ?? '',
      onCell: ({ record }) => ({ colSpan: record === null ? (index === 0 ? width : 0) : 1 }),
      render: (_, row) =>
        row.record === null ? (
          <span className={styles.raw}>{row.cells.join('　')}</span>
        ) : (
          row.record[field] || <span className="muted">–</span>
        ),
    })),
    ...kept.map((heading): TableColumnType<PreviewRow> => ({
      key: `extra ${heading}`,
      title: <span title={t('lists.import.keep')}>{heading}</span>,
      className: styles.cell ?? '',
      onCell: ({ record }) => ({ colSpan: record === null ? 0 : 1 }),
      render: (_, row) => <span className="muted">{row.record?.extra[heading]}</span>,
    })),
  ];

  return (
    <Table<PreviewRow>
      size="small"
      rowKey="rowNumber"
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      className={stale ? styles.stale : ''}
      columns={[
        {
          key: 'row',
          title: t('lists.import.row'),
          align: 'right',
          render: (_, row) => <span className="muted">{row.rowNumber}</span>,
        },
        {
          key: 'verdict',
          title: t('lists.import.verdict'),
          render: (_, row) => <Verdict row={row} warnings={row.warnings.map(warningWord)} />,
        },
        ...taken,
      ]}
    />
  );
}

function Verdict({ row, warnings }: { row: PreviewRow; warnings: string[] }) {
  const { t, i18n } = useTranslation();
  if (row.record === null) {
    return (
      <span className={styles.verdict}>
        <StateTag tone="attention">{t('lists.import.rejectedRow')}</StateTag>
        <span>{i18n.language === 'en' ? row.reasonEn : row.reasonZh}</span>
      </span>
    );
  }
  if (warnings.length > 0) {
    return (
      <span className={styles.verdict}>
        <StateTag tone="waiting">{t('lists.import.oddRow')}</StateTag>
        <span>{warnings.join(t('common.separator'))}</span>
      </span>
    );
  }
  return <StateTag tone="done">{t('lists.import.acceptedRow')}</StateTag>;
}

import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ColumnMapping, PreviewRow } from '../../../api/list-imports';
import { examplesOf, MOST_EXTRA, recordFields, currentUse, withUse, type ColumnUse } from './column-use';
import styles from './ColumnMapper.module.css';

interface Props {
  header: readonly string[];
  /** First rows of the file, for the examples. */
  rows: readonly PreviewRow[];
  mapping: ColumnMapping;
  disabled: boolean;
  onChange: (mapping: ColumnMapping) => void;
}

/** Every column of the file, what stands in it, and what it becomes. */
export function ColumnMapper({ header, rows, mapping, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const full = mapping.extra.length >= MOST_EXTRA;
  const options = (use: ColumnUse) => [
    {
      label: t('lists.import.toField'),
      options: recordFields.map((field) => ({
        value: field,
        label: t(`lists.fields.${field}`),
      })),
    },
    {
      label: t('lists.import.toOther'),
      options: [
        { value: 'extra', label: t('lists.import.keep'), disabled: full && use !== 'extra' },
        { value: 'skip', label: t('lists.import.skip') },
      ],
    },
  ];
  return (
    <ul className={styles.columns}>
      {header.map((heading, column) => {
        const use = currentUse(mapping, column);
        const isField = use !== 'extra' && use !== 'skip';
        return (
          <li key={heading} className={styles.column} data-use={isField ? 'field' : use}>
            <div className={styles.from}>
              <span className={styles.heading}>{heading}</span>
              <span className={styles.examples}>
                {rows.length > 0 &&
                  (examplesOf(rows, header.length, column).join('　') || t('lists.import.noExamples'))}
              </span>
            </div>
            <span className={styles.arrow} aria-hidden>
              →
            </span>
            <Select<ColumnUse>
              className={styles.to ?? ''}
              aria-label={t('lists.import.becomes', { heading })}
              value={use}
              disabled={disabled}
              onChange={(next) => onChange(withUse(mapping, column, next))}
              options={options(use)}
            />
          </li>
        );
      })}
    </ul>
  );
}

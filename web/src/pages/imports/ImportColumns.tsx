import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type RecordImportDetails, useCancelRecordImport, useCheckImport } from '../../api/record-imports';
import { Card } from '../../ui/Card';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import styles from './imports.module.css';

/** The second step: what each column of the file is, with what stands in it. */
export function ImportColumns({ made }: { made: RecordImportDetails }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const [mapping, setMapping] = useState(made.mapping);
  const check = useCheckImport(made.id);
  const cancel = useCancelRecordImport(made.id);
  const used = new Map(Object.entries(mapping).map(([name, column]) => [column, name]));
  const keys = made.columns.filter(({ key }) => key);
  const missing = made.columns.filter(({ name, required }) => required && !(name in mapping));
  const recognisable = keys.some(({ name }) => name in mapping);

  const assign = (column: number, name: string | undefined) => {
    // A meaning that another column had moves to this one.
    const rest = Object.entries(mapping).filter(([other, at]) => at !== column && other !== name);
    setMapping({ ...Object.fromEntries(rest), ...(name !== undefined && { [name]: column }) });
  };
  const discard = async () => {
    await cancel.mutateAsync();
    await navigate(`/${made.list}/import`, { replace: true });
  };

  return (
    <>
      <Card flush title={t('imports.columnsOf', { name: made.fileName, rows: count(made.rows) })}>
        <p className={styles.note}>{t('imports.columnsNote')}</p>
        <ul>
          {made.header.map((heading, column) => (
            <li key={heading} className={styles.column} data-used={used.has(column)}>
              <div className={styles.from}>
                <span className={styles.heading}>{heading}</span>
                <span className={styles.examples}>
                  {made.samples.flatMap((cells) => cells[column]?.trim() || []).join('　') ||
                    t('imports.noExamples')}
                </span>
              </div>
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                className={styles.to ?? ''}
                aria-label={t('imports.becomes', { heading })}
                placeholder={t('imports.skipColumn')}
                value={used.get(column)}
                onChange={(name: string | undefined) => assign(column, name)}
                options={made.columns.map(({ name, label, required }) => ({
                  value: name,
                  label: required ? `${label[language]} *` : label[language],
                }))}
              />
            </li>
          ))}
        </ul>
      </Card>
      {check.error && <Failure error={check.error} />}
      {cancel.error && <Failure error={cancel.error} />}
      <div className={styles.actions}>
        <Button
          type="primary"
          disabled={!recognisable}
          loading={check.isPending}
          onClick={() => check.mutate(mapping)}
        >
          {t('imports.check')}
        </Button>
        <Button loading={cancel.isPending} onClick={() => void discard().catch(() => undefined)}>
          {t('imports.otherFile')}
        </Button>
        <span className={styles.hint}>
          {recognisable
            ? missing.length > 0
              ? t('imports.onlyChanges', {
                  columns: missing.map(({ label }) => label[language]).join(t('records.comma')),
                })
              : t('imports.checkHint')
            : t('imports.keyFirst', { columns: keys.map(({ label }) => label[language]).join(' / ') })}
        </span>
      </div>
    </>
  );
}

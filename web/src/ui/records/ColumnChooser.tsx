import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordsState } from './records-state';
import { labelOf } from './words';
import styles from './records.module.css';

/** Which columns stand in the table, and in which order. */
export function ColumnChooser({ records }: { records: RecordsState }) {
  const { t, i18n } = useTranslation();
  const { fields, columns } = records;
  if (!fields) return null;
  const set = (next: readonly string[]) => records.set({ columns: next.join(',') });
  const shown = columns.flatMap((name) => fields.fields.filter((field) => field.name === name));
  const others = fields.fields.filter(({ name }) => !columns.includes(name));
  const move = (name: string, by: -1 | 1) => {
    const next = [...columns];
    const at = next.indexOf(name);
    [next[at], next[at + by]] = [next[at + by]!, next[at]!];
    set(next);
  };
  const content = (
    <div className={styles.columns}>
      {[...shown, ...others].map((field, index) => {
        const { name, label } = field;
        const isShown = index < shown.length;
        const text = labelOf(label, i18n.language);
        return (
          <div key={name} className={styles.column}>
            <Checkbox
              className={styles.columnName ?? ''}
              checked={isShown}
              disabled={isShown && shown.length === 1}
              onChange={() => set(isShown ? columns.filter((one) => one !== name) : [...columns, name])}
            >
              {text}
            </Checkbox>
            {isShown && (
              <>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t('records.earlier', { name: text })}
                  onClick={() => move(name, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  disabled={index === shown.length - 1}
                  aria-label={t('records.later', { name: text })}
                  onClick={() => move(name, 1)}
                />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button icon={<TableOutlined />} aria-label={t('table.columns')} title={t('table.columns')} />
    </Popover>
  );
}

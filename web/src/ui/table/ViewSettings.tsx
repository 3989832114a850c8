import { ControlOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Column, Density, TableViewControls } from './columns';
import styles from './DataTable.module.css';

/** Density and columns of one table. */
export function ViewSettings<T>({ columns, view }: { columns: Column<T>[]; view: TableViewControls }) {
  const { t } = useTranslation();
  const content = (
    <div className={styles.settings}>
      <h3 className={styles.settingsTitle}>{t('table.density')}</h3>
      <Segmented<Density>
        block
        size="small"
        value={view.density}
        onChange={view.setDensity}
        options={[
          { value: 'airy', label: t('table.airy') },
          { value: 'dense', label: t('table.dense') },
        ]}
      />
      {columns.length > 0 && <h3 className={styles.settingsTitle}>{t('table.columns')}</h3>}
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={view.isShown(column)}
          disabled={column.card === 'title'}
          onChange={() => view.toggle(column.key)}
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button icon={<ControlOutlined />} aria-label={t('table.view')} title={t('table.view')} />
    </Popover>
  );
}

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './RowList.module.css';

interface Props {
  name: string | string[];
  /** What the button under the rows says. */
  add: string;
  /** A new row's fields. */
  blank: object;
  most: number;
  children: (row: number) => ReactNode;
}

/** Any number of like rows in a form, each with its own way out. */
export function RowList({ name, add, blank, most, children }: Props) {
  const { t } = useTranslation();
  return (
    <Form.List name={name}>
      {(rows, list) => (
        <div className={styles.rows}>
          {rows.map((row) => (
            <div key={row.key} className={styles.row}>
              <div className={styles.fields}>{children(row.name)}</div>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('profile.remove')}
                title={t('profile.remove')}
                onClick={() => list.remove(row.name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            block
            icon={<PlusOutlined />}
            disabled={rows.length >= most}
            onClick={() => list.add(blank)}
          >
            {add}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

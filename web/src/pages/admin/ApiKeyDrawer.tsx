import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddApiKey } from '../../api/keys';
import { useSession } from '../../api/session';
import type { Permission } from '../../api/types';
import { FormDrawer } from '../../ui/FormDrawer';
import styles from './ApiKeyDrawer.module.css';
import { scopeName } from './scope-names';

interface Fields {
  name: string;
  scopes: Permission[];
  /** 0 stands for no expiry. */
  days: number;
}

const PERIODS = [30, 90, 180, 365, 730];

interface Props {
  onClose: () => void;
  onMade: (secret: string) => void;
}

/** Makes a key; nobody can give a key more than they hold themselves. */
export function ApiKeyDrawer({ onClose, onMade }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const session = useSession();
  const add = useAddApiKey();
  const scopes = (session.data?.permissions ?? []) as Permission[];
  return (
    <FormDrawer<Fields>
      title={t('admin.keys.new')}
      form={form}
      initial={{ days: 365, scopes: [] }}
      onClose={onClose}
      onSave={async ({ name, scopes: chosen, days }) => {
        const made = await add.mutateAsync({ name, scopes: chosen, expiresInDays: days === 0 ? null : days });
        onMade(made.key);
      }}
    >
      <Form.Item
        name="name"
        label={t('admin.keys.name')}
        extra={t('admin.keys.nameHelp')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('admin.keys.name') }),
          },
          { max: 60, message: t('common.tooLong', { max: 60 }) },
        ]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="days" label={t('admin.keys.expiry')}>
        <Select
          options={[
            ...PERIODS.map((days) => ({ value: days, label: t('admin.keys.days', { count: days }) })),
            { value: 0, label: t('admin.keys.noExpiry') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={t('admin.keys.scopes')}
        rules={[{ required: true, message: t('common.choose', { field: t('admin.keys.scopes') }) }]}
      >
        <Checkbox.Group
          className={styles.scopes ?? ''}
          options={scopes.map((scope) => ({ value: scope, label: scopeName(t, scope) }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}

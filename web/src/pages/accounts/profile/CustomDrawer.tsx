import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import type { CustomValue } from './custom-value';
import { CustomInput } from './CustomInput';
import { ProfileDrawer } from './ProfileDrawer';

interface Fields {
  customValues: Record<string, CustomValue | null | undefined>;
}

/** Fills in what an administrator added to the profile. */
export function CustomDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const { customFields } = account;
  return (
    <ProfileDrawer<Fields>
      account={account}
      title={t('profile.custom')}
      form={form}
      fieldsOf={({ customValues }) => ({ customValues })}
      changeOf={({ customValues }) => ({
        customValues: Object.fromEntries(customFields.map(({ key }) => [key, customValues[key] ?? null])),
      })}
      onClose={onClose}
    >
      {customFields.map((field) => {
        const label = i18n.language === 'en' ? field.labelEn : field.labelZh;
        return (
          <Form.Item
            key={field.key}
            name={['customValues', field.key]}
            label={field.required ? label : t('common.optional', { field: label })}
            rules={[{ required: field.required, message: t('common.required', { field: label }) }]}
          >
            <CustomInput field={field} />
          </Form.Item>
        );
      })}
    </ProfileDrawer>
  );
}

import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export function MobileField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="mobile"
      label={t('common.optional', { field: t('contacts.mobile') })}
      rules={[
        { pattern: /^\+?\d[\d -]{5,22}$/, message: t('common.badFormat', { field: t('contacts.mobile') }) },
      ]}
    >
      <Input inputMode="tel" autoComplete="off" />
    </Form.Item>
  );
}

export function EmailField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="email"
      label={t('common.optional', { field: t('contacts.email') })}
      rules={[{ type: 'email', message: t('common.badFormat', { field: t('contacts.email') }) }]}
    >
      <Input inputMode="email" autoComplete="off" />
    </Form.Item>
  );
}

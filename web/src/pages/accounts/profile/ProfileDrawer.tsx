import { App, Form, Input, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeAccount } from '../../../api/accounts';
import type { Account, AccountEdit } from '../../../api/types';
import { FormDrawer } from '../../../ui/FormDrawer';

interface Props<V extends object> {
  account: Account;
  title: string;
  form: FormInstance<V & { reason?: string }>;
  /** What the form shows of an account. */
  fieldsOf: (account: Account) => V;
  changeOf: (fields: V) => Omit<AccountEdit, 'reason'>;
  onClose: () => void;
  children: ReactNode;
}

/** One part of the profile, and why it changes. Whoever saved in between is asked about, not overwritten. */
export function ProfileDrawer<V extends object>(props: Props<V>) {
  const { account, form, fieldsOf, changeOf } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  // The account as it was when the editing began: what is read meanwhile must not pass for seen.
  const [base] = useState(account);
  const change = useChangeAccount(base);
  return (
    <FormDrawer<V & { reason?: string }>
      title={props.title}
      form={form}
      initial={fieldsOf(base) as Partial<V & { reason?: string }>}
      merges
      onClose={props.onClose}
      onSave={async ({ reason, ...fields }, over) => {
        const mine = { ...changeOf(fields as unknown as V), ...(reason && { reason }) };
        await change.mutateAsync({ ...mine, ...over });
        void message.success(t('common.saved'));
      }}
    >
      {props.children}
      <Form.Item
        name="reason"
        label={t('common.optional', { field: t('profile.reason') })}
        extra={t('profile.reasonHint')}
        rules={[{ max: 500, message: t('common.tooLong', { max: 500 }) }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}

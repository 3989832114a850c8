import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAddContact } from '../../api/contacts';
import type { ContactRole, Rank } from '../../api/types';
import { AccountSelect } from '../../ui/AccountSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { ContactDuplicateNotice } from '../duplicates/DuplicateNotice';
import { newStanding } from './contact-words';
import { EmailField, MobileField } from './NumberFields';
import { PostFields } from './PositionFields';

interface Values {
  name: string;
  mobile?: string;
  email?: string;
  accountId?: string | null;
  title?: string;
  department?: string;
  role: ContactRole;
  rank: Rank;
}

/** The account to link to when the drawer opens beside one. */
interface Props {
  accountId?: string;
  /** Stays where one is; otherwise the new contact's page opens. */
  stay?: boolean;
  onClose: () => void;
}

/** Somebody new in a few fields; the rest can follow. */
export function NewContactDrawer({ accountId, stay = false, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const add = useAddContact();
  const firm = Form.useWatch('accountId', form);
  const [confirmed, setConfirmed] = useState(false);
  const typed = Form.useWatch([], form) as Partial<Values> | undefined;

  return (
    <FormDrawer<Values>
      title={t('contacts.new')}
      form={form}
      initial={{ role: 'user', rank: 'staff', ...(accountId !== undefined && { accountId }) }}
      onClose={onClose}
      onSave={async ({ name, mobile, email, accountId: chosen, title, department, role, rank }) => {
        const contact = await add.mutateAsync({
          name,
          mobile: mobile || null,
          email: email || null,
          phone: null,
          wechat: null,
          birthday: null,
          preferences: '',
          lawfulBasis: null,
          lawfulNote: '',
          note: '',
          confirmedDuplicates: confirmed,
          ...(chosen && {
            position: {
              ...newStanding,
              accountId: chosen,
              role,
              rank,
              title: title ?? '',
              department: department ?? '',
            },
          }),
        });
        void message.success(t('contacts.created', { name: contact.name }));
        if (!stay) await navigate(`/contacts/${contact.id}`);
      }}
    >
      <ContactDuplicateNotice
        typed={{
          name: typed?.name ?? '',
          mobile: typed?.mobile || null,
          email: typed?.email || null,
          accountId: firm ?? null,
        }}
        confirmed={confirmed}
        onConfirm={setConfirmed}
      />
      <Form.Item
        name="name"
        label={t('contacts.name')}
        rules={[
          { required: true, whitespace: true, message: t('common.required', { field: t('contacts.name') }) },
          { max: 60, message: t('common.tooLong', { max: 60 }) },
        ]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <MobileField />
      <EmailField />
      <Form.Item name="accountId" label={t('common.optional', { field: t('contacts.firm') })}>
        <AccountSelect allowClear />
      </Form.Item>
      {firm && <PostFields />}
    </FormDrawer>
  );
}

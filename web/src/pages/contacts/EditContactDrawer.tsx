import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeContact, useRevealContact } from '../../api/contacts';
import type { Contact, LawfulBasis } from '../../api/types';
import { BranchSelect } from '../../ui/BranchSelect';
import { Failure } from '../../ui/Failure';
import { FormDrawer } from '../../ui/FormDrawer';
import { BirthdayField, type BirthdayValue } from './BirthdayField';
import { ContactDuplicateNotice } from '../duplicates/DuplicateNotice';
import { bases } from './contact-words';
import { EmailField, MobileField } from './NumberFields';

interface Values {
  name: string;
  mobile?: string | null;
  phone?: string | null;
  wechat?: string | null;
  email?: string | null;
  birthday?: BirthdayValue | null;
  preferences: string;
  lawfulBasis?: LawfulBasis | null;
  lawfulNote: string;
  note: string;
  branchId: string;
  active: boolean;
}

const orNull = (text: string | null | undefined) => text?.trim() || null;

/** Whether anything is changed that people are compared by; numbers in full are taken for changed. */
const isCompared = (typed: Partial<Values>, before: Contact, open: boolean): boolean =>
  typed.name !== before.name || orNull(typed.email) !== before.email || open;

export function EditContactDrawer({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useChangeContact(contact);
  const masked = contact.mobile !== null || contact.phone !== null || contact.wechat !== null;
  // What is masked cannot be edited: it is shown in full first, which is written down, or left as it is.
  const [open, setOpen] = useState(!masked);
  const [confirmed, setConfirmed] = useState(false);
  const typed = Form.useWatch([], form) as Partial<Values> | undefined;
  return (
    <FormDrawer<Values>
      title={t('contacts.edit')}
      form={form}
      initial={{ ...contact, mobile: null, phone: null, wechat: null }}
      onClose={onClose}
      merges
      onSave={async ({ mobile, phone, wechat, email, birthday, lawfulBasis, ...values }, over) => {
        await change.mutateAsync({
          ...values,
          ...(open && { mobile: orNull(mobile), phone: orNull(phone), wechat: orNull(wechat) }),
          email: orNull(email),
          birthday:
            birthday?.month && birthday.day
              ? { ...birthday, month: birthday.month, day: birthday.day }
              : null,
          lawfulBasis: lawfulBasis ?? null,
          confirmedDuplicates: confirmed,
          ...over,
        });
        void message.success(t('common.saved'));
      }}
    >
      {typed && isCompared(typed, contact, open) && (
        <ContactDuplicateNotice
          typed={{
            id: contact.id,
            name: typed.name ?? '',
            email: orNull(typed.email),
            ...(open && {
              mobile: orNull(typed.mobile),
              phone: orNull(typed.phone),
              wechat: orNull(typed.wechat),
            }),
          }}
          confirmed={confirmed}
          onConfirm={setConfirmed}
        />
      )}
      <Form.Item
        name="name"
        label={t('contacts.name')}
        rules={[
          { required: true, whitespace: true, message: t('common.required', { field: t('contacts.name') }) },
        ]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      {open ? (
        <>
          <MobileField />
          <Form.Item name="phone" label={t('common.optional', { field: t('contacts.phone') })}>
            <Input inputMode="tel" autoComplete="off" maxLength={40} />
          </Form.Item>
          <Form.Item name="wechat" label={t('common.optional', { field: t('contacts.wechat') })}>
            <Input autoComplete="off" maxLength={60} />
          </Form.Item>
        </>
      ) : (
        <Masked
          contact={contact}
          onRevealed={(numbers) => {
            form.setFieldsValue(numbers);
            setOpen(true);
          }}
        />
      )}
      <EmailField />
      <Form.Item name="birthday" label={t('common.optional', { field: t('contacts.birthday') })}>
        <BirthdayField />
      </Form.Item>
      <Form.Item name="preferences" label={t('common.optional', { field: t('contacts.preferences') })}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <LawfulFields />
      <Form.Item name="note" label={t('common.optional', { field: t('contacts.note') })}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="branchId"
        label={t('contacts.branch')}
        rules={[{ required: true, message: t('common.choose', { field: t('contacts.branch') }) }]}
      >
        <BranchSelect />
      </Form.Item>
      <Form.Item name="active" label={t('contacts.state')} valuePropName="checked">
        <Switch checkedChildren={t('contacts.active')} unCheckedChildren={t('contacts.inactive')} />
      </Form.Item>
    </FormDrawer>
  );
}

/** Why a birthday or a preference may be kept: asked for as soon as there is one. */
function LawfulFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const birthday = Form.useWatch('birthday', form);
  const preferences = Form.useWatch('preferences', form);
  const needed = Boolean(birthday?.month) || (preferences ?? '').trim() !== '';
  return (
    <>
      <Form.Item
        name="lawfulBasis"
        label={t('contacts.lawfulBasis')}
        extra={t('contacts.lawfulHint')}
        dependencies={['birthday', 'preferences']}
        rules={[{ required: needed, message: t('common.choose', { field: t('contacts.lawfulBasis') }) }]}
      >
        <Select
          allowClear
          options={bases.map((basis) => ({ value: basis, label: t(`contacts.bases.${basis}`) }))}
        />
      </Form.Item>
      <Form.Item name="lawfulNote" label={t('common.optional', { field: t('contacts.lawfulNote') })}>
        <Input autoComplete="off" maxLength={400} placeholder={t('contacts.lawfulNoteExample')} />
      </Form.Item>
    </>
  );
}

interface MaskedProps {
  contact: Contact;
  onRevealed: (numbers: Pick<Values, 'mobile' | 'phone' | 'wechat'>) => void;
}

function Masked({ contact, onRevealed }: MaskedProps) {
  const { t } = useTranslation();
  const reveal = useRevealContact(contact.id);
  const known = [contact.mobile, contact.phone, contact.wechat].filter((number) => number !== null);
  return (
    <Form.Item label={t('contacts.numbers')} extra={t('contacts.revealHint')}>
      <span style={{ marginRight: 12 }}>{known.join(t('common.separator'))}</span>
      <Button
        size="small"
        icon={<EyeOutlined />}
        loading={reveal.isPending}
        onClick={() => reveal.mutate(undefined, { onSuccess: onRevealed })}
      >
        {t('contacts.revealToEdit')}
      </Button>
      {reveal.error && <Failure error={reveal.error} />}
    </Form.Item>
  );
}

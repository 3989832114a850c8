import { Form, Input, Select, type SelectProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { AccountDuplicateNotice } from '../../duplicates/DuplicateNotice';
import { ProfileDrawer } from './ProfileDrawer';

interface Fields {
  legalName: string;
  tradeNames: string[];
  creditCode: string;
  phone: string;
  website: string;
  tags: string[];
  classifications: string[];
}

const fieldsOf = (account: Account): Fields => ({
  legalName: account.legalName ?? '',
  tradeNames: account.tradeNames,
  creditCode: account.creditCode ?? '',
  phone: account.phone ?? '',
  website: account.website ?? '',
  tags: account.tags,
  classifications: account.classifications,
});

/** What accounts are compared by. */
const COMPARED = ['legalName', 'tradeNames', 'creditCode', 'phone', 'website'] as const;

/** Typed words, each ended with Enter or a comma. */
const words: SelectProps = {
  mode: 'tags',
  open: false,
  suffixIcon: null,
  tokenSeparators: [',', '，', '、', ';', '；'],
};

/** Who the customer is by law and how it is reached. */
export function BasicsDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const [confirmed, setConfirmed] = useState(false);
  const typed = Form.useWatch([], form) as Fields | undefined;
  const before = fieldsOf(account);
  const isCompared = COMPARED.some((field) => String(typed?.[field] ?? '') !== String(before[field]));
  const lines = [
    ['creditCode', { max: 40 }],
    ['phone', { max: 40 }],
    ['website', { max: 200 }],
  ] as const;
  return (
    <ProfileDrawer<Fields>
      account={account}
      title={t('profile.basics')}
      form={form}
      fieldsOf={fieldsOf}
      changeOf={(fields) => ({ ...fields, confirmedDuplicates: confirmed })}
      onClose={onClose}
    >
      {typed && isCompared && (
        <AccountDuplicateNotice
          typed={{
            id: account.id,
            name: account.name,
            legalName: typed.legalName,
            tradeNames: typed.tradeNames,
            creditCode: typed.creditCode,
            phone: typed.phone,
            website: typed.website,
          }}
          confirmed={confirmed}
          onConfirm={setConfirmed}
        />
      )}
      <Form.Item
        name="legalName"
        label={t('profile.legalName')}
        rules={[{ max: 120, message: t('common.tooLong', { max: 120 }) }]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="tradeNames" label={t('profile.tradeNames')} extra={t('profile.wordsHint')}>
        <Select {...words} />
      </Form.Item>
      {lines.map(([name, { max }]) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`profile.${name}`)}
          extra={t(`profile.${name}Hint`)}
          rules={[{ max, message: t('common.tooLong', { max }) }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="tags" label={t('profile.tags')}>
        <Select {...words} />
      </Form.Item>
      <Form.Item
        name="classifications"
        label={t('profile.classifications')}
        extra={t('profile.classificationsHint')}
      >
        <Select {...words} />
      </Form.Item>
    </ProfileDrawer>
  );
}

import { Col, Form, Input, Row, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../api/session';
import type { Account, AccountTier } from '../../api/types';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import type { Overruling } from '../../ui/conflict/overruling';
import { FormPage } from '../../ui/FormPage';
import { AccountDuplicateNotice } from '../duplicates/DuplicateNotice';
import { tiers } from './account-words';
import { IndustrySelect } from './IndustrySelect';
import { ManagerSelect } from './ManagerSelect';

export interface AccountFields {
  name: string;
  code: string;
  tier: AccountTier;
  industry?: string | null;
  branchId: string;
  managerId?: string | null;
  parentId?: string | null;
  active: boolean;
}

/** What is typed, and that whoever it may be was looked at. */
export type SavedAccount = AccountFields & { confirmedDuplicates: boolean };

interface Props {
  account: Account | null;
  initial: Partial<AccountFields>;
  onSave: (fields: SavedAccount, over?: Overruling) => Promise<void>;
  onCancel: () => void;
}

/** The profile's fields, for a new account and an existing one. */
export function AccountForm({ account, initial, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<AccountFields>();
  const [confirmed, setConfirmed] = useState(false);
  const name = Form.useWatch('name', form) ?? '';
  const may = usePermission();
  const mayGrade = account === null || may('accounts:approve');
  const renamed = name !== (account?.name ?? '');
  return (
    <FormPage<AccountFields>
      form={form}
      initial={initial}
      onSave={(fields, over) => onSave({ ...fields, confirmedDuplicates: confirmed }, over)}
      onCancel={onCancel}
      merges
    >
      {renamed && (
        <AccountDuplicateNotice
          typed={{ id: account?.id ?? null, name }}
          confirmed={confirmed}
          onConfirm={setConfirmed}
        />
      )}
      <Row gutter={24}>
        <Col xs={24} sm={16}>
          <Form.Item
            name="name"
            label={t('accounts.name')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('common.required', { field: t('accounts.name') }),
              },
              { max: 120, message: t('common.tooLong', { max: 120 }) },
            ]}
          >
            <Input autoFocus autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={8}>
          <Form.Item
            name="tier"
            label={t('accounts.tier')}
            extra={mayGrade ? undefined : t('profile.tiers.needsApproval')}
          >
            <Select
              disabled={!mayGrade}
              options={tiers.map((tier) => ({ value: tier, label: t(`accounts.tiers.${tier}`) }))}
            />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item
            name="code"
            label={t('accounts.code')}
            extra={account ? undefined : t('accounts.codeRule')}
            normalize={(code: string) => code.toUpperCase()}
            rules={[
              {
                required: true,
                pattern: /^[A-Z0-9][A-Z0-9_-]{0,31}$/,
                message: t('common.badFormat', { field: t('accounts.code') }),
              },
            ]}
          >
            <Input disabled={account !== null} autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item
            name="branchId"
            label={t('accounts.branch')}
            rules={[{ required: true, message: t('common.choose', { field: t('accounts.branch') }) }]}
          >
            <BranchSelect />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="industry" label={t('common.optional', { field: t('accounts.industry') })}>
            <IndustrySelect placeholder={t('common.notSet')} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="managerId" label={t('common.optional', { field: t('accounts.manager') })}>
            <ManagerSelect
              {...(account && { current: { id: account.managerId, name: account.managerName } })}
            />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item
            name="parentId"
            label={t('common.optional', { field: t('accounts.parent') })}
            extra={t('accounts.parentHint')}
          >
            <AccountSelect
              allowClear
              placeholder={t('accounts.parentNone')}
              {...(account && { without: account.id })}
            />
          </Form.Item>
        </Col>
        {account && (
          <Col xs={24} sm={12}>
            <Form.Item name="active" label={t('accounts.state')} valuePropName="checked">
              <Switch checkedChildren={t('accounts.active')} unCheckedChildren={t('accounts.inactive')} />
            </Form.Item>
          </Col>
        )}
      </Row>
    </FormPage>
  );
}

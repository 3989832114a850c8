import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProposeTier } from '../../../api/account-tiers';
import type { Account, AccountTier } from '../../../api/types';
import { FormDrawer } from '../../../ui/FormDrawer';
import { tiers } from '../account-words';

interface Fields {
  toTier?: AccountTier;
  reason: string;
}

/** Another tier for an account, with the reason, for a leader to decide. */
export function ProposeTierDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const propose = useProposeTier();
  const others = tiers.filter((tier) => tier !== account.tier);
  return (
    <FormDrawer<Fields>
      title={t('profile.tiers.proposeTitle', { name: account.name })}
      form={form}
      initial={{ reason: '' }}
      action={t('profile.tiers.proposeAction')}
      onClose={onClose}
      onSave={async ({ toTier, reason }) => {
        await propose.mutateAsync({ accountId: account.id, toTier: toTier!, reason });
        void message.success(t('profile.tiers.proposed'));
      }}
    >
      <Form.Item
        name="toTier"
        label={t('profile.tiers.proposeTo')}
        rules={[{ required: true, message: t('profile.tiers.choose') }]}
      >
        <Select
          autoFocus
          placeholder={t('profile.tiers.choose')}
          options={others.map((tier) => ({ value: tier, label: t(`accounts.tiers.${tier}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('profile.tiers.proposeReason')}
        extra={t('profile.tiers.proposeReasonHint')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('profile.tiers.proposeReason') }),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDecideTier, type TierProposal } from '../../../api/account-tiers';
import { FormDrawer } from '../../../ui/FormDrawer';
import { Money } from '../../../ui/Money';
import { TierTag } from '../account-words';

interface Props {
  proposal: TierProposal;
  approve: boolean;
  onClose: () => void;
}

/** A leader's yes or no to another tier, with a reason for the history. */
export function DecisionDrawer({ proposal, approve, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ note: string }>();
  const decide = useDecideTier();
  return (
    <FormDrawer<{ note: string }>
      title={t(approve ? 'profile.tiers.approveTitle' : 'profile.tiers.rejectTitle', {
        name: proposal.accountName,
      })}
      form={form}
      initial={{ note: '' }}
      action={t(approve ? 'profile.tiers.approve' : 'profile.tiers.reject')}
      onClose={onClose}
      onSave={async ({ note }) => {
        await decide.mutateAsync({ id: proposal.id, approve, note });
        void message.success(t('common.saved'));
      }}
    >
      <p>
        <TierTag tier={proposal.fromTier} /> → <TierTag tier={proposal.toTier} />
      </p>
      <p style={{ margin: '12px 0 20px' }}>
        {t('profile.tiers.revenue')}{' '}
        {proposal.revenueFen === null ? '–' : <Money fen={proposal.revenueFen} />}
      </p>
      {proposal.proposedByName !== null && (
        <p style={{ margin: '0 0 20px' }}>
          {t('profile.tiers.byPerson', { by: proposal.proposedByName, reason: proposal.reason })}
        </p>
      )}
      <Form.Item
        name="note"
        label={
          approve ? t('common.optional', { field: t('profile.reason') }) : t('profile.tiers.rejectReason')
        }
        rules={
          approve
            ? []
            : [{ required: true, message: t('common.required', { field: t('profile.tiers.rejectReason') }) }]
        }
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

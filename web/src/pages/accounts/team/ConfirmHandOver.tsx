import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledge, type HandOver } from '../../../api/teams';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';

/** The receiver's word that the account is theirs; with required lines open it takes a reason. */
export function ConfirmHandOver({ handOver }: { handOver: HandOver }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const acknowledge = useAcknowledge();
  const [asked, setAsked] = useState(false);
  const [openReason, setOpenReason] = useState('');
  const open = handOver.items.filter(({ mandatory, doneAt }) => mandatory && doneAt === null).length;
  const confirm = () =>
    acknowledge.mutate(
      { id: handOver.id, openReason },
      {
        onSuccess: () => {
          setAsked(false);
          void message.success(t('team.handOver.thanks'));
        },
        onError: () => setAsked(true),
      },
    );
  return (
    <>
      <Button
        type="primary"
        size="small"
        loading={acknowledge.isPending}
        onClick={() => (open > 0 ? setAsked(true) : confirm())}
      >
        {t('team.handOver.confirm')}
      </Button>
      <ConfirmDialog
        open={asked}
        title={t('team.handOver.confirm')}
        action={t('team.handOver.confirm')}
        busy={acknowledge.isPending}
        error={acknowledge.error}
        onConfirm={confirm}
        onCancel={() => setAsked(false)}
      >
        <p>{t('team.checklist.open', { count: open })}</p>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={openReason}
          aria-label={t('team.checklist.whyOpen')}
          placeholder={t('team.checklist.whyOpen')}
          onChange={(event) => setOpenReason(event.target.value)}
        />
      </ConfirmDialog>
    </>
  );
}

import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRemoveSuppression, type Suppression } from '../../api/suppressions';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { minute } from '../../ui/numbers';

interface Props {
  /** What to remove; null while nothing is asked. */
  refusal: Suppression | null;
  onClose: () => void;
}

/** Asks before a refusal is lifted: who it was cannot be read back and entered again. */
export function RemoveSuppression({ refusal, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const remove = useRemoveSuppression();
  const confirm = async (id: string) => {
    await remove.mutateAsync(id);
    void message.success(t('suppressions.removed'));
    onClose();
  };
  const cancel = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={refusal !== null}
      danger
      title={t('suppressions.removeTitle')}
      action={t('suppressions.remove')}
      busy={remove.isPending}
      error={remove.error}
      {...(refusal && {
        numbers: [
          { label: t('suppressions.kind'), value: t(`suppressions.kinds.${refusal.kind}`) },
          { label: t('suppressions.reason'), value: t(`suppressions.reasons.${refusal.reason}`) },
          { label: t('suppressions.createdAt'), value: minute(refusal.createdAt) },
        ],
      })}
      onConfirm={() => refusal && void confirm(refusal.id).catch(() => undefined)}
      onCancel={cancel}
    >
      {t('suppressions.removeBody')}
    </ConfirmDialog>
  );
}

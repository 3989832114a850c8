import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Webhook } from '../../../api/types';
import { useRemoveWebhook, useRotateSecret, useTestWebhook, useWebhook } from '../../../api/webhooks';
import { asApiError } from '../../../ui/api-error';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { KeyFacts } from '../../../ui/KeyFacts';
import { count, minute } from '../../../ui/numbers';
import { PageHeader } from '../../../ui/PageHeader';
import { PageSkeleton } from '../../../ui/PageSkeleton';
import { RecordFailure } from '../../../ui/RecordFailure';
import { SecretDialog } from '../SecretDialog';
import { Deliveries } from './Deliveries';
import { topicName, WebhookState } from './webhook-words';
import { WebhookDrawer } from './WebhookDrawer';

const BACK = '/admin/webhooks';
/** How long the old secret signs beside a new one. */
const OVERLAP_HOURS = 24;

export function WebhookPage() {
  const { id = '' } = useParams();
  const webhook = useWebhook(id);
  if (webhook.error) {
    return <RecordFailure error={webhook.error} onRetry={() => void webhook.refetch()} back={BACK} />;
  }
  if (!webhook.data) return <PageSkeleton />;
  return <Shown webhook={webhook.data} />;
}

function Shown({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'edit' | 'rotate' | 'remove' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const done = () => setDoing(null);
  return (
    <>
      <PageHeader
        title={webhook.name}
        tag={<WebhookState webhook={webhook} />}
        note={webhook.url}
        back={{ to: BACK, label: t('webhooks.title') }}
        actions={
          <>
            <Button danger onClick={() => setDoing('remove')}>
              {t('webhooks.remove')}
            </Button>
            <Button onClick={() => setDoing('rotate')}>{t('webhooks.rotate')}</Button>
            <Button onClick={() => setDoing('edit')}>{t('common.edit')}</Button>
            <TestButton webhook={webhook} />
          </>
        }
      />
      <Facts webhook={webhook} />
      <Deliveries webhook={webhook} />
      {doing === 'edit' && <WebhookDrawer webhook={webhook} onClose={done} />}
      {doing === 'rotate' && <Rotate webhook={webhook} onClose={done} onMade={setSecret} />}
      {doing === 'remove' && <Remove webhook={webhook} onClose={done} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { topics, branchName, due, failingSince, oldSecretUntil } = webhook;
  const told = topics.map((topic) => topicName(t, topic)).join(t('common.separator'));
  return (
    <KeyFacts
      facts={[
        { key: 'topics', label: t('webhooks.told'), value: told },
        { key: 'branch', label: t('webhooks.branch'), value: branchName },
        { key: 'due', label: t('webhooks.due'), value: count(due) },
        ...(failingSince
          ? [{ key: 'failing', label: t('webhooks.failingSince'), value: minute(failingSince) }]
          : []),
        ...(oldSecretUntil
          ? [{ key: 'old', label: t('webhooks.oldSecretUntil'), value: minute(oldSecretUntil) }]
          : []),
      ]}
    />
  );
}

function TestButton({ webhook }: { webhook: Webhook }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const test = useTestWebhook(webhook.id);
  return (
    <Button
      type="primary"
      loading={test.isPending}
      disabled={!webhook.active}
      onClick={() =>
        test.mutate(undefined, {
          onSuccess: () => void message.success(t('webhooks.testSent')),
          onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
        })
      }
    >
      {t('webhooks.test')}
    </Button>
  );
}

interface Task {
  webhook: Webhook;
  onClose: () => void;
}

function Rotate({ webhook, onClose, onMade }: Task & { onMade: (secret: string) => void }) {
  const { t } = useTranslation();
  const rotate = useRotateSecret(webhook.id);
  return (
    <ConfirmDialog
      open
      title={t('webhooks.rotateTitle')}
      action={t('webhooks.rotate')}
      busy={rotate.isPending}
      error={rotate.error}
      onCancel={onClose}
      onConfirm={() =>
        rotate.mutate(OVERLAP_HOURS, {
          onSuccess: ({ secret }) => {
            onClose();
            onMade(secret);
          },
        })
      }
    >
      {t('webhooks.rotateBody', { hours: OVERLAP_HOURS })}
    </ConfirmDialog>
  );
}

function Remove({ webhook, onClose }: Task) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveWebhook();
  return (
    <ConfirmDialog
      open
      danger
      title={t('webhooks.removeTitle')}
      action={t('webhooks.remove')}
      numbers={[{ label: t('webhooks.due'), value: count(webhook.due) }]}
      busy={remove.isPending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() => remove.mutate(webhook.id, { onSuccess: () => void navigate(BACK, { replace: true }) })}
    >
      {t('webhooks.removeBody', { name: webhook.name })}
    </ConfirmDialog>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Webhook } from '../../../api/types';
import { useWebhooks } from '../../../api/webhooks';
import { useShortcut } from '../../../app/shortcuts';
import { EmptyState } from '../../../ui/EmptyState';
import { count } from '../../../ui/numbers';
import { PageHeader } from '../../../ui/PageHeader';
import type { Column } from '../../../ui/table/columns';
import { DataTable } from '../../../ui/table/DataTable';
import { useListState } from '../../../ui/table/list-state';
import { SecretDialog } from '../SecretDialog';
import { topicName, WebhookState } from './webhook-words';
import { WebhookDrawer } from './WebhookDrawer';

const FILTERS: readonly never[] = [];

/** Other systems that are told what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const state = useListState('name', FILTERS);
  const list = useWebhooks(state);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = useCallback(() => setAdding(true), []);
  useShortcut('n', t('webhooks.new'), add);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('webhooks.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('webhooks.title')} note={t('webhooks.note')} actions={addButton} />
      <DataTable
        id="webhooks"
        columns={useWebhookColumns()}
        list={list}
        state={state}
        rowKey={(webhook) => webhook.id}
        rowHref={(webhook) => `/admin/webhooks/${webhook.id}`}
        searchPlaceholder={t('webhooks.search')}
        empty={
          <EmptyState title={t('webhooks.emptyTitle')} body={t('webhooks.emptyBody')} action={addButton} />
        }
      />
      {adding && <WebhookDrawer webhook={null} onClose={() => setAdding(false)} onMade={setSecret} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function useWebhookColumns(): Column<Webhook>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('webhooks.name'), sortable: true, card: 'title', render: ({ name }) => name },
    {
      key: 'url',
      title: t('webhooks.url'),
      render: ({ url }) => <span className="muted">{new URL(url).host}</span>,
    },
    {
      key: 'topics',
      title: t('webhooks.told'),
      render: ({ topics }) => (
        <>
          {topicName(t, topics[0] ?? '')}
          {topics.length > 1 && ` +${topics.length - 1}`}
        </>
      ),
    },
    { key: 'branchName', title: t('webhooks.branch'), render: ({ branchName }) => branchName },
    { key: 'due', title: t('webhooks.due'), render: ({ due }) => count(due) },
    {
      key: 'state',
      title: t('webhooks.state'),
      card: 'tag',
      render: (webhook) => <WebhookState webhook={webhook} />,
    },
  ];
}

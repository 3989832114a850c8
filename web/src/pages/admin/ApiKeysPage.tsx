import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiKeys, useRevokeApiKey } from '../../api/keys';
import type { ApiKey } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { day, minute } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { ApiKeyDrawer } from './ApiKeyDrawer';
import { SecretDialog } from './SecretDialog';
import { scopeName } from './scope-names';

const FILTERS: readonly never[] = [];

/** Keys with which other systems call the API. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const state = useListState('-createdAt', FILTERS);
  const list = useApiKeys(state);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const add = useCallback(() => setAdding(true), []);
  useShortcut('n', t('admin.keys.new'), add);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('admin.keys.new')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('admin.keys.title')} note={t('admin.keys.note')} actions={addButton} />
      <DataTable
        id="api-keys"
        columns={useKeyColumns()}
        list={list}
        state={state}
        rowKey={(key) => key.id}
        searchPlaceholder={t('admin.keys.search')}
        rowActions={(key) =>
          key.revokedAt === null && (
            <Button type="text" size="small" danger onClick={() => setRevoking(key)}>
              {t('admin.keys.revoke')}
            </Button>
          )
        }
        empty={
          <EmptyState
            title={t('admin.keys.emptyTitle')}
            body={t('admin.keys.emptyBody')}
            action={addButton}
          />
        }
      />
      {adding && <ApiKeyDrawer onClose={() => setAdding(false)} onMade={setSecret} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function useKeyColumns(): Column<ApiKey>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('admin.keys.name'), render: (key) => key.name, sortable: true, card: 'title' },
    {
      key: 'prefix',
      title: t('admin.keys.prefix'),
      render: (key) => <code className="muted">{key.prefix}…</code>,
    },
    {
      key: 'scopes',
      title: t('admin.keys.scopes'),
      render: ({ scopes }) => (
        <Tooltip title={scopes.map((scope) => scopeName(t, scope)).join(t('common.separator'))}>
          <span>
            {scopes[0] !== undefined && scopeName(t, scopes[0])}
            {scopes.length > 1 && ` +${scopes.length - 1}`}
          </span>
        </Tooltip>
      ),
    },
    { key: 'userName', title: t('admin.keys.owner'), render: (key) => key.userName },
    {
      key: 'lastUsedAt',
      title: t('admin.keys.lastUsed'),
      render: (key) => (key.lastUsedAt === null ? t('admin.keys.never') : minute(key.lastUsedAt)),
    },
    {
      key: 'expiresAt',
      title: t('admin.keys.expires'),
      render: (key) => (key.expiresAt === null ? t('admin.keys.noExpiry') : day(key.expiresAt)),
    },
    {
      key: 'createdAt',
      title: t('admin.keys.created'),
      render: (key) => day(key.createdAt),
      sortable: true,
      hidden: true,
    },
    { key: 'state', title: t('admin.keys.state'), card: 'tag', render: (key) => <KeyState apiKey={key} /> },
  ];
}

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  if (apiKey.revokedAt !== null) return <StateTag tone="stopped">{t('admin.keys.revoked')}</StateTag>;
  if (apiKey.expiresAt !== null && dayjs(apiKey.expiresAt).isBefore(dayjs())) {
    return <StateTag tone="waiting">{t('admin.keys.expired')}</StateTag>;
  }
  return <StateTag tone="done">{t('admin.keys.valid')}</StateTag>;
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const revoke = useRevokeApiKey();
  return (
    <ConfirmDialog
      open
      danger
      title={t('admin.keys.revokeTitle')}
      action={t('admin.keys.revoke')}
      numbers={[
        { label: t('admin.keys.prefix'), value: `${apiKey.prefix}…` },
        {
          label: t('admin.keys.lastUsed'),
          value: apiKey.lastUsedAt === null ? t('admin.keys.never') : minute(apiKey.lastUsedAt),
        },
      ]}
      busy={revoke.isPending}
      error={revoke.error}
      onCancel={onClose}
      onConfirm={() =>
        revoke.mutate(apiKey.id, {
          onSuccess: () => {
            void message.success(t('admin.keys.revokeDone', { name: apiKey.name }));
            onClose();
          },
        })
      }
    >
      {t('admin.keys.revokeBody', { name: apiKey.name })}
    </ConfirmDialog>
  );
}

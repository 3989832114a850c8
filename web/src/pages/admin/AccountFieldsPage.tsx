import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountFieldList, type AccountField } from '../../api/account-fields';
import { useShortcut } from '../../app/shortcuts';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { AccountFieldDrawer } from './AccountFieldDrawer';

const FILTERS: readonly never[] = [];

/** What else the profile of an account asks for, laid down without code. */
export function AccountFieldsPage() {
  const { t } = useTranslation();
  const state = useListState('key', FILTERS);
  const list = useAccountFieldList(state);
  const [editing, setEditing] = useState<AccountField | 'new' | null>(null);
  const add = useCallback(() => setEditing('new'), []);
  useShortcut('n', t('profile.fields.new'), add);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('profile.fields.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('profile.fields.title')} note={t('profile.fields.note')} actions={addButton} />
      <DataTable
        id="account-fields"
        columns={useColumns()}
        list={list}
        state={state}
        rowKey={(field) => field.id}
        rowActions={(field) =>
          field.mayChange && (
            <Button type="text" size="small" onClick={() => setEditing(field)}>
              {t('common.edit')}
            </Button>
          )
        }
        empty={
          <EmptyState
            title={t('profile.fields.emptyTitle')}
            body={t('profile.fields.emptyBody')}
            action={addButton}
          />
        }
      />
      {editing !== null && (
        <AccountFieldDrawer field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function useColumns(): Column<AccountField>[] {
  const { t, i18n } = useTranslation();
  return [
    {
      key: 'label',
      title: t('profile.fields.label'),
      render: (field) => (i18n.language === 'en' ? field.labelEn : field.labelZh),
      card: 'title',
    },
    {
      key: 'key',
      title: t('profile.fields.key'),
      render: (field) => <span className="muted">{field.key}</span>,
    },
    {
      key: 'type',
      title: t('profile.fields.type'),
      render: (field) => t(`profile.fields.types.${field.type}`),
    },
    { key: 'section', title: t('profile.fields.section'), render: (field) => field.section || '–' },
    {
      key: 'required',
      title: t('profile.fields.required'),
      render: (field) => (field.required ? t('profile.yes') : t('profile.no')),
    },
    {
      key: 'branch',
      title: t('profile.fields.branch'),
      render: (field) => field.branchName ?? t('profile.fields.above'),
    },
    {
      key: 'state',
      title: t('accounts.state'),
      render: (field) =>
        field.archived ? (
          <StateTag tone="stopped">{t('profile.fields.archived')}</StateTag>
        ) : (
          <StateTag tone="done">{t('profile.fields.inUse')}</StateTag>
        ),
      card: 'tag',
    },
  ];
}

import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useAddressList, useChangeAddressList } from '../../api/lists';
import type { AddressList } from '../../api/types';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { ListForm } from './ListForm';

export function EditListPage() {
  const { id = '' } = useParams();
  const list = useAddressList(id);
  if (list.error) {
    return <RecordFailure error={list.error} onRetry={() => void list.refetch()} back="/lists" />;
  }
  if (!list.data) return <PageSkeleton />;
  return <Edit list={list.data} />;
}

function Edit({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChangeAddressList(list);
  const page = `/lists/${list.id}`;
  return (
    <>
      <PageHeader title={t('lists.edit')} back={{ to: page, label: list.name }} />
      <ListForm
        existing
        initial={{ ...list, active: list.state === 'active' }}
        onCancel={() => void navigate(page)}
        onSave={async ({ name, source, purpose, active, ...fields }, over) => {
          await change.mutateAsync({
            name,
            source,
            purpose,
            accountId: fields.accountId ?? null,
            legalBasis: fields.legalBasis ?? null,
            basisObtainedOn: fields.basisObtainedOn ?? null,
            expiresOn: fields.expiresOn ?? null,
            state: active ? 'active' : 'archived',
            ...over,
          });
          void message.success(t('common.saved'));
          await navigate(page, { replace: true });
        }}
      />
    </>
  );
}

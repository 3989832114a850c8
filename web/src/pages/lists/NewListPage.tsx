import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useAddAddressList } from '../../api/lists';
import { useSession } from '../../api/session';
import { PageHeader } from '../../ui/PageHeader';
import { ListForm } from './ListForm';

/** A new list; what comes next is its first file. */
export function NewListPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const session = useSession();
  const add = useAddAddressList();
  return (
    <>
      <PageHeader
        title={t('lists.new')}
        note={t('lists.newNote')}
        back={{ to: '/lists', label: t('lists.title') }}
      />
      <ListForm
        existing={false}
        action={t('lists.createAndImport')}
        initial={{
          active: true,
          accountId: params.get('accountId'),
          ...(session.data && { branchId: session.data.branch.id }),
        }}
        onCancel={() => void navigate('/lists')}
        onSave={async ({ active: _active, ...fields }) => {
          const list = await add.mutateAsync(fields);
          void message.success(t('lists.created', { name: list.name }));
          await navigate(`/lists/${list.id}/import`, { replace: true });
        }}
      />
    </>
  );
}

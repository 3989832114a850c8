import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import type { RecordSelectProps } from '../../ui/RecordSelect';
import { PersonSelect } from '../../ui/PersonSelect';

interface Props extends RecordSelectProps {
  /** Who has the account now. */
  current?: { id: string | null; name: string | null };
}

/** Who answers for the account. */
export function ManagerSelect({ current, ...select }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <PersonSelect
      {...select}
      label={t('accounts.manager')}
      allowClear
      placeholder={t('accounts.unassigned')}
      known={[
        ...(session.data ? [session.data.user] : []),
        ...(current?.id && current.name ? [{ id: current.id, name: current.name }] : []),
      ]}
    />
  );
}

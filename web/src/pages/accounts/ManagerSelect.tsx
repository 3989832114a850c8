import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { usePermission, useSession } from '../../api/session';

interface Props {
  value?: string | null;
  onChange?: (id: string | null) => void;
  id?: string;
  /** Who has the account now; stays on offer though the list may not be readable. */
  current?: { id: string | null; name: string | null };
}

const MOST_OFFERED = 20;

/** Who answers for the account. Administrators choose among all users, others take it or give it up. */
export function ManagerSelect({ value, onChange, id, current }: Props) {
  const { t } = useTranslation();
  const may = usePermission();
  const session = useSession();
  const [q, setQ] = useState('');
  const everyone = useQuery({
    queryKey: ['users', 'choice', q],
    queryFn: () =>
      body(api.GET('/api/users', { params: { query: { limit: MOST_OFFERED, ...(q !== '' && { q }) } } })),
    enabled: may('users:admin'),
  });
  const offered = new Map<string, string>();
  if (session.data) offered.set(session.data.user.id, session.data.user.name);
  if (current?.id && current.name) offered.set(current.id, current.name);
  for (const user of everyone.data?.items ?? []) if (user.active) offered.set(user.id, user.name);

  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('accounts.manager')}
      allowClear
      showSearch={
        may('users:admin') ? { filterOption: false, onSearch: setQ } : { optionFilterProp: 'label' }
      }
      placeholder={t('accounts.unassigned')}
      value={value ?? undefined}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      options={[...offered].map(([userId, name]) => ({ value: userId, label: name }))}
    />
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePermission } from '../api/session';
import type { Permission } from '../api/types';
import { EmptyState } from '../ui/EmptyState';
import { useTitle } from './title';

/** Shows a page to those who may see it. The server decides again on every call. */
export function Permitted({ permission, children }: { permission: Permission; children: ReactNode }) {
  return usePermission()(permission) ? children : <Forbidden />;
}

function Forbidden() {
  const { t } = useTranslation();
  useTitle(t('shell.forbiddenTitle'));
  return (
    <EmptyState
      page
      title={t('shell.forbiddenTitle')}
      body={t('shell.forbiddenBody')}
      action={<Link to="/">{t('common.backHome')}</Link>}
    />
  );
}

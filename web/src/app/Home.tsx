import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { usePermission } from '../api/session';
import { EmptyState } from '../ui/EmptyState';
import { homeOf } from './navigation';
import { useTitle } from './title';

/** The start of a working day. */
export function Home() {
  const { t } = useTranslation();
  const may = usePermission();
  useTitle('');
  const home = homeOf(may);
  if (home) return <Navigate to={home.path} replace />;
  return <EmptyState title={t('shell.nothingYetTitle')} body={t('shell.nothingYetBody')} />;
}

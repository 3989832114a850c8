import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { usePermission } from '../api/session';
import { EmptyState } from '../ui/EmptyState';
import { places } from './navigation';
import { useTitle } from './title';

/** The start of a working day: the first place this person may open. */
export function Home() {
  const { t } = useTranslation();
  const may = usePermission();
  useTitle('');
  const first = places.find((place) => may(place.permission));
  if (first) return <Navigate to={first.path} replace />;
  return <EmptyState title={t('shell.nothingYetTitle')} body={t('shell.nothingYetBody')} />;
}

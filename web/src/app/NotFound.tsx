import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../ui/EmptyState';
import { useTitle } from './title';

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('shell.notFoundTitle'));
  return (
    <EmptyState
      page
      title={t('shell.notFoundTitle')}
      body={t('shell.notFoundBody')}
      action={<Link to="/">{t('common.backHome')}</Link>}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../app/title';
import { asApiError } from './api-error';
import { EmptyState } from './EmptyState';
import { Failure } from './Failure';

interface Props {
  error: unknown;
  onRetry: () => void;
  /** The list the record would be in. */
  back: string;
}

/** A record's page without its record: gone, in another branch, or not loaded. */
export function RecordFailure({ error, onRetry, back }: Props) {
  const { t, i18n } = useTranslation();
  const known = asApiError(error);
  useTitle(t('shell.recordNotFoundTitle'));
  if (known.status !== 404) return <Failure error={error} onRetry={onRetry} />;
  return (
    <EmptyState
      title={t('shell.recordNotFoundTitle')}
      body={known.sentence(i18n.language)}
      action={<Link to={back}>{t('common.backToList')}</Link>}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../app/title';
import { asApiError } from './api-error';
import { EmptyState } from './EmptyState';
import { Failure } from './Failure';
import { PageHeader } from './PageHeader';

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
  // An id that is none comes of a broken link, and trying again does not mend it.
  if (known.status === 400) return <Missing sentence={t('shell.notFoundBody')} back={back} />;
  if (known.status === 404) return <Missing sentence={known.sentence(i18n.language)} back={back} />;
  return (
    <>
      <PageHeader title={t('shell.recordFailedTitle')} back={{ to: back, label: t('common.backToList') }} />
      <Failure error={error} onRetry={onRetry} />
    </>
  );
}

function Missing({ sentence, back }: { sentence: string; back: string }) {
  const { t } = useTranslation();
  useTitle(t('shell.recordNotFoundTitle'));
  return (
    <EmptyState
      page
      title={t('shell.recordNotFoundTitle')}
      body={sentence}
      action={<Link to={back}>{t('common.backToList')}</Link>}
    />
  );
}

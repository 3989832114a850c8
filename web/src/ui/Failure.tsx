import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asApiError } from './api-error';
import styles from './Failure.module.css';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** What the button says when it does more than try again. */
  retryLabel?: string;
}

/** What went wrong, in the reader's language, with a way to try again. */
export function Failure({ error, onRetry, retryLabel }: Props) {
  const { t, i18n } = useTranslation();
  const known = asApiError(error);
  return (
    <div className={styles.failure} role="alert">
      <svg viewBox="0 0 12 12" width="16" height="16" aria-hidden>
        <path d="M6 1.5 11 10.5H1z" fill="currentColor" />
      </svg>
      <div>
        <p className={styles.sentence}>{known.sentence(i18n.language)}</p>
        {known.requestId && known.status >= 500 && (
          <p className={styles.request}>{t('common.requestNumber', { id: known.requestId })}</p>
        )}
        {onRetry && (
          <Button size="small" onClick={onRetry} className={styles.retry}>
            {retryLabel ?? t('common.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { retryConnection, useConnection } from '../../api/connection';
import styles from './ConnectionBanner.module.css';

/** Says when the server is out of reach, and goes away by itself. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  if (connection === 'up') return null;
  return (
    <div className={styles.banner} role="status">
      <span>{t('shell.lostConnection')}</span>
      <Button size="small" onClick={retryConnection}>
        {t('shell.reconnect')}
      </Button>
    </div>
  );
}

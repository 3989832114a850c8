import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './ApiKeyDrawer.module.css';

/** Shows a new key the only time it is told; closes by a deliberate click alone. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    void message.success(t('common.copied'));
  };
  return (
    <Modal
      open
      title={t('admin.keys.secretTitle')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={520}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('admin.keys.secretSaved')}
        </Button>
      }
    >
      <p className="muted">{t('admin.keys.secretBody')}</p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <Button size="small" onClick={() => void copy()}>
          {t('common.copy')}
        </Button>
      </div>
    </Modal>
  );
}

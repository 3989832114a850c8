import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './StaleNotice.module.css';
import type { DesignDraft } from './use-design-draft';

/** Two people changed the same design: nothing is lost, and this person decides. */
export function StaleNotice({ edit }: { edit: DesignDraft }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .catch(() => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <section className={styles.notice} role="alert">
      <div>
        <h2 className={styles.title}>{t('designs.staleTitle')}</h2>
        <p>{t('designs.staleBody')}</p>
      </div>
      <div className={styles.actions}>
        <Button loading={busy} onClick={() => run(edit.takeTheirs)}>
          {t('designs.takeTheirs')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => run(edit.saveOverTheirs)}>
          {t('designs.saveMine')}
        </Button>
      </div>
    </section>
  );
}

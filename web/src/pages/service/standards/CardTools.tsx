import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './StandardsPage.module.css';

/** Beside a card's title: whose rule it is, and the way to change it. */
export function CardTools({ own, onEdit }: { own?: boolean; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <span className={styles.tools}>
      {own !== undefined && (
        <span className="muted">{t(own ? 'service.standards.own' : 'service.standards.inherited')}</span>
      )}
      {onEdit && (
        <Button size="small" onClick={onEdit}>
          {t('service.standards.edit')}
        </Button>
      )}
    </span>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../api/types';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import styles from './ContactPage.module.css';

interface Props {
  contact: Contact;
  onTouch?: () => void;
}

/** When we were in touch, by what way, who of us. */
export function ContactTouches({ contact, onTouch }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('contacts.touches')}>
      {contact.touches.length === 0 ? (
        <EmptyState
          small
          title={t('contacts.noTouchesTitle')}
          body={t('contacts.noTouchesBody')}
          action={onTouch && <Button onClick={onTouch}>{t('contacts.touch')}</Button>}
        />
      ) : (
        <ul className={styles.list}>
          {contact.touches.map(({ id, on, channel, userName, note }) => (
            <li key={id}>
              <div className={styles.head}>
                <strong>{on}</strong>
                <span>{t(`contacts.channels.${channel}`)}</span>
                <span className="muted">{userName ?? t('accounts.unseenPerson')}</span>
              </div>
              {note && <p className={styles.text}>{note}</p>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

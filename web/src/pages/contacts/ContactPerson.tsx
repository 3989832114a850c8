import { useTranslation } from 'react-i18next';
import type { Contact } from '../../api/types';
import { Card } from '../../ui/Card';
import { birthdayText } from './contact-words';
import styles from './ContactPage.module.css';
import detail from './ContactPerson.module.css';

/** What we remember of somebody, and by what right. */
export function ContactPerson({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { birthday, nextBirthday, preferences, lawfulBasis, lawfulNote, note } = contact;
  return (
    <Card title={t('contacts.person')}>
      <dl className={detail.facts}>
        <dt>{t('contacts.birthday')}</dt>
        <dd>
          {birthday ? birthdayText(t, birthday) : <span className="muted">{t('common.notSet')}</span>}
          {nextBirthday && (
            <span className="muted"> {t('contacts.nextBirthday', { day: nextBirthday })}</span>
          )}
          {birthday?.calendar === 'lunar' && <p className="muted">{t('contacts.lunarHint')}</p>}
        </dd>
        <dt>{t('contacts.preferences')}</dt>
        <dd className={styles.text}>{preferences || <span className="muted">{t('common.notSet')}</span>}</dd>
        {note && (
          <>
            <dt>{t('contacts.note')}</dt>
            <dd className={styles.text}>{note}</dd>
          </>
        )}
      </dl>
      {(birthday !== null || preferences !== '') && lawfulBasis && (
        <p className={styles.basis}>
          {t('contacts.keptBy', { basis: t(`contacts.bases.${lawfulBasis}`) })}
          {lawfulNote && ` ${lawfulNote}`}
        </p>
      )}
    </Card>
  );
}

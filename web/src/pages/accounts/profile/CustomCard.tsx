import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { customText } from './custom-value';
import { PartCard } from './PartCard';
import styles from './ProfileFacts.module.css';

/** Fields that an administrator added, under their headings. Nothing at all where there are none. */
export function CustomCard({ account, onEdit }: { account: Account; onEdit: (() => void) | null }) {
  const { t, i18n } = useTranslation();
  const { customFields, customValues } = account;
  if (customFields.length === 0) return null;
  const sections = [...new Set(customFields.map(({ section }) => section))];
  return (
    <PartCard title={t('profile.custom')} onEdit={onEdit} empty={null}>
      {sections.map((section) => (
        <section key={section}>
          {section !== '' && <h3 className={styles.heading}>{section}</h3>}
          <dl>
            {customFields
              .filter((field) => field.section === section)
              .map((field) => (
                <div key={field.key} className={styles.fact}>
                  <dt>{i18n.language === 'en' ? field.labelEn : field.labelZh}</dt>
                  <dd>
                    {customText(field, customValues[field.key], i18n.language, t) ?? (
                      <span className="muted">{t('common.notSet')}</span>
                    )}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </PartCard>
  );
}

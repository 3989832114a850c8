import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceRules } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { TierTag, tiers } from '../../accounts/account-words';
import { timeWords, urgencies } from '../case-words';
import { PromisesDrawer } from './PromisesDrawer';
import { CardTools } from './CardTools';
import styles from './StandardsPage.module.css';

type Promises = ServiceRules['upcoming'][number]['standards'];

/** Within how many working hours an account of each tier is answered, and its case solved. */
export function PromisesCard({ rules, mayChange }: { rules: ServiceRules; mayChange: boolean }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const from = rules.standards
    .map(({ effectiveFrom }) => effectiveFrom)
    .sort()
    .at(-1);
  const own = rules.standards.some((standard) => standard.own);
  return (
    <Card
      title={t('service.standards.promised')}
      extra={<CardTools own={own} onEdit={mayChange ? () => setEditing(true) : null} />}
    >
      <PromisesTable standards={rules.standards} />
      {own && from && <p className={styles.caption}>{t('service.standards.from', { day: from })}</p>}
      {rules.upcoming.map(({ effectiveFrom, standards }) => (
        <section key={effectiveFrom} className={styles.caption}>
          <h3>
            {t('service.standards.upcoming')} · {t('service.standards.from', { day: effectiveFrom })}
          </h3>
          <PromisesTable standards={standards} />
        </section>
      ))}
      {editing && <PromisesDrawer rules={rules} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function PromisesTable({ standards }: { standards: Promises }) {
  const { t } = useTranslation();
  const find = (tier: string, urgency: string) =>
    standards.find((standard) => standard.tier === tier && standard.urgency === urgency);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('service.urgency')}</th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                <TierTag tier={tier} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {urgencies.map((urgency) => (
            <tr key={urgency}>
              <th scope="row">{t(`service.urgencies.${urgency}`)}</th>
              {tiers.map((tier) => {
                const promised = find(tier, urgency);
                return (
                  <td key={tier}>
                    {promised ? (
                      <>
                        {t('service.standards.solution')} {timeWords(t, promised.resolveMinutes)}
                        <span className={styles.sub}>
                          {t('service.standards.firstAnswer')} {timeWords(t, promised.answerMinutes)}
                        </span>
                      </>
                    ) : (
                      '–'
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

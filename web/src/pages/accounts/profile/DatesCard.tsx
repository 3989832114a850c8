import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { PartCard } from './PartCard';
import styles from './ProfileFacts.module.css';

type ImportantDate = Account['importantDates'][number];

/** Days and seasons to remember, in the order of the year. */
export function DatesCard({ account, onEdit }: { account: Account; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const dates = [...account.importantDates].sort((a, b) => a.month - b.month || (a.day ?? 0) - (b.day ?? 0));
  return (
    <PartCard
      title={t('profile.dates')}
      onEdit={onEdit}
      empty={dates.length === 0 ? { title: t('profile.noDatesTitle'), body: t('profile.noDatesBody') } : null}
    >
      <ul>
        {dates.map((date) => (
          <li key={JSON.stringify(date)} className={styles.entry}>
            <span className={styles.kind}>{t(`profile.dateKinds.${date.kind}`)}</span>
            <div>
              {whenOf(date, t)} {date.note}
            </div>
            <span className={styles.aside}>{aside(date, t)}</span>
          </li>
        ))}
      </ul>
    </PartCard>
  );
}

const monthName = (month: number, t: TFunction) => t(`campaigns.monthNames.${month as 1}`);

function whenOf({ month, day, untilMonth }: ImportantDate, t: TFunction): string {
  const from = monthName(month, t);
  if (untilMonth !== null && untilMonth !== month) return `${from} – ${monthName(untilMonth, t)}`;
  return day === null ? from : t('profile.dayOfMonth', { month: from, day });
}

function aside({ year, yearly }: ImportantDate, t: TFunction): string {
  if (!yearly) return t('profile.once', { year });
  return year === null ? t('profile.everyYear') : t('profile.everyYearSince', { year });
}

import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { Money } from '../../../ui/Money';
import { MailVolumes } from './MailVolumes';
import { PartCard } from './PartCard';
import styles from './HabitsCard.module.css';

type Habits = Account['mailHabits'];

const isUnknown = ({ products, competitors, decision, budget, note }: Habits): boolean =>
  products.length + competitors.length + decision.steps.length === 0 &&
  decision.weeks === null &&
  note === '' &&
  Object.values(budget).every((value) => value === null);

/** What the customer mails and when, with whom, and who decides it. */
export function HabitsCard({ account, onEdit }: { account: Account; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const { mailHabits: habits } = account;
  return (
    <PartCard
      title={t('profile.habits')}
      onEdit={onEdit}
      empty={
        isUnknown(habits) ? { title: t('profile.noHabitsTitle'), body: t('profile.noHabitsBody') } : null
      }
    >
      {habits.products.length > 0 && <MailVolumes products={habits.products} />}
      <div className={styles.columns}>
        <Competitors competitors={habits.competitors} />
        <Decision {...habits.decision} />
        <Budget {...habits.budget} />
      </div>
      {habits.note !== '' && <p className={styles.note}>{habits.note}</p>}
    </PartCard>
  );
}

function Competitors({ competitors }: Pick<Habits, 'competitors'>) {
  const { t } = useTranslation();
  if (competitors.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('profile.competitors')}</h3>
      <ul>
        {competitors.map(({ name, share, note }) => (
          <li key={name}>
            {name}
            {share !== null && <span className="muted"> {t('profile.aboutShare', { share })}</span>}
            {note !== '' && <div className={styles.small}>{note}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decision({ steps, weeks }: Habits['decision']) {
  const { t } = useTranslation();
  if (steps.length === 0 && weeks === null) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('profile.decision')}</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {weeks !== null && <div className={styles.small}>{t('profile.takesWeeks', { count: weeks })}</div>}
    </section>
  );
}

function Budget({ amountFen, ...cycle }: Habits['budget']) {
  const { t } = useTranslation();
  const known = (['yearStartMonth', 'planningMonth', 'approvalMonth'] as const).filter(
    (name) => cycle[name] !== null,
  );
  if (known.length === 0 && amountFen === null) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('profile.budget')}</h3>
      {amountFen !== null && (
        <div>
          {t('profile.budgetAmount')} <Money fen={amountFen} unit />
        </div>
      )}
      {known.map((name) => (
        <div key={name}>
          {t(`profile.${name}`)} {t(`campaigns.monthNames.${cycle[name] as 1}`)}
        </div>
      ))}
    </section>
  );
}

import { App, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useReviewAccount } from '../../../api/accounts';
import type { Account } from '../../../api/types';
import { asApiError } from '../../../ui/api-error';
import { Card } from '../../../ui/Card';
import { StateTag } from '../../../ui/StateTag';
import styles from './CompletenessCard.module.css';
import { sectionOf, type MissingPart, type ProfileSection } from './profile-sections';

interface Props {
  account: Account;
  /** Opens the form of a part; null for a reader. */
  onEdit: ((section: ProfileSection) => void) | null;
}

/** How much is known, what is missing and what it would add, and when somebody last looked. */
export function CompletenessCard({ account, onEdit }: Props) {
  const { t } = useTranslation();
  const missing = account.completenessParts.filter(({ met }) => !met);
  return (
    <Card title={t('profile.completeness')}>
      <Progress
        percent={account.completeness}
        strokeColor="var(--hy-green)"
        railColor="var(--hy-lineSoft)"
        aria-label={t('profile.completeness')}
        format={(percent) => percent ?? 0}
      />
      {missing.length === 0 ? (
        <p className="muted">{t('profile.allKnown')}</p>
      ) : (
        <div className={styles.missing}>
          <span className={styles.lead}>{t('profile.stillMissing')}</span>
          {missing.map(({ part, weight }) => (
            <Missing key={part} part={part} weight={weight} account={account} onEdit={onEdit} />
          ))}
        </div>
      )}
      <Review account={account} mayReview={onEdit !== null} />
    </Card>
  );
}

function Missing({ part, weight, account, onEdit }: Props & { part: MissingPart; weight: number }) {
  const { t } = useTranslation();
  const label = t('profile.missingPart', { part: t(`profile.parts.${part}`), weight });
  const section = sectionOf[part];
  if (!onEdit) return <span className={styles.part}>{label}</span>;
  if (section === null) {
    return (
      <Link className={styles.part} to={`/accounts/${account.id}/edit`}>
        {label}
      </Link>
    );
  }
  return (
    <button type="button" className={styles.part} onClick={() => onEdit(section)}>
      {label}
    </button>
  );
}

function Review({ account, mayReview }: { account: Account; mayReview: boolean }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const review = useReviewAccount(account);
  const confirm = () =>
    review.mutate(undefined, {
      onSuccess: () => void message.success(t('profile.reviewedNow')),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  return (
    <div className={styles.review}>
      <div>
        {account.reviewDue ? (
          <StateTag tone="attention">{t('profile.reviewDue')}</StateTag>
        ) : (
          t('profile.reviewDueOn', { day: account.reviewDueOn })
        )}
        <div className={styles.small}>
          {account.reviewedOn === null
            ? t('profile.neverReviewed')
            : t('profile.reviewedOn', { day: account.reviewedOn })}
          {' · '}
          {t('profile.reviewEvery', { count: account.reviewMonths })}
        </div>
      </div>
      {mayReview && (
        <Button loading={review.isPending} onClick={confirm} title={t('profile.reviewHint')}>
          {t('profile.review')}
        </Button>
      )}
    </div>
  );
}

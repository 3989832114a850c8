import { App, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCountHealth, useHealth, type Health, type HealthPart as Part } from '../../../api/account-plans';
import type { Account } from '../../../api/types';
import { asApiError } from '../../../ui/api-error';
import { Card } from '../../../ui/Card';
import { BarColumns } from '../../../ui/chart/BarColumns';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { minute } from '../../../ui/numbers';
import { healthSentence, tabOfPart, TROUBLE, WELL } from './health-words';
import styles from './HealthPart.module.css';

const CHART_HEIGHT = 140;
const PLAIN = { axis: String, label: String, full: String };

/** How an account fares, and why: every part with its sentence, and the way there. */
export function HealthPart({ account }: { account: Account }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const health = useHealth(account.id);
  const count = useCountHealth(account.id);
  if (health.error) return <Failure error={health.error} onRetry={() => void health.refetch()} />;
  if (!health.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { score, parts, months, computedAt, mayCount } = health.data;
  const button = mayCount && (
    <Button
      loading={count.isPending}
      onClick={() =>
        count.mutate(undefined, {
          onSuccess: () => void message.success(t('plans.counted')),
          onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
        })
      }
    >
      {t('plans.countNow')}
    </Button>
  );
  if (score === null) {
    return (
      <Card>
        <EmptyState title={t('plans.healthNone')} action={button} />
      </Card>
    );
  }
  return (
    <>
      <Card title={t('plans.healthTitle')} extra={button}>
        <div className={styles.head}>
          <div className={styles.score}>
            <span className={styles.number}>{score}</span>
            <span>{t('plans.ofHundred')}</span>
            <span className={styles.small}>{t('plans.computedAt', { at: minute(computedAt) })}</span>
          </div>
          <div className={styles.chart}>
            <Trend months={months} />
          </div>
        </div>
      </Card>
      <Card>
        <ul>
          {parts.map((part) => (
            <PartRow key={part.part} part={part} accountId={account.id} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function PartRow({ part, accountId }: { part: Part; accountId: string }) {
  const { t } = useTranslation();
  const { percent, weight } = part;
  const tone = percent === null || percent >= WELL ? '' : percent < TROUBLE ? styles.weak : styles.middling;
  return (
    <li className={styles.part}>
      <div>
        <Link to={`/accounts/${accountId}?tab=${tabOfPart[part.part]}`} className={styles.name}>
          {t(`plans.healthParts.${part.part}`)}
        </Link>
        <div className={styles.small}>{t('plans.weight', { weight })}</div>
      </div>
      <div className={styles.track} aria-hidden>
        <div className={`${styles.fill} ${tone}`} style={{ width: `${percent ?? 0}%` }} />
      </div>
      <span className={styles.sentence}>
        {healthSentence(t, part)}
        {percent === null && <span className="muted"> · {t('plans.notCounted')}</span>}
      </span>
      <strong>{percent === null ? '–' : `${percent}%`}</strong>
    </li>
  );
}

function Trend({ months }: { months: Health['months'] }) {
  const { t } = useTranslation();
  const bars = months.map(({ month, score }) => ({ name: month.slice(0, 7), value: score }));
  const label = `${t('plans.trend')}: ${months.map(({ month, score }) => `${month.slice(0, 7)} ${score}`).join(', ')}`;
  return <BarColumns bars={bars} words={PLAIN} height={CHART_HEIGHT} label={label} />;
}

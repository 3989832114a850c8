import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RevenueTotal as Total } from '../../api/revenue';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import { LinesLink } from './LinesLink';
import type { MoneyUnit } from './money-unit';
import styles from './RevenueTotal.module.css';

interface Props {
  total: Total | undefined;
  unit: MoneyUnit;
}

/** The one number leaders come for, and what stands behind it. */
export function RevenueTotal({ total, unit }: Props) {
  const { t } = useTranslation();
  if (!total) return <Skeleton active title={{ width: 240 }} paragraph={{ rows: 2 }} />;
  return (
    <div className={styles.total}>
      <h2 className={styles.label}>{t('revenue.total')}</h2>
      <p className={styles.amount}>
        <LinesLink query={total.query}>
          <Money fen={total.amountFen} tenThousand={unit === 'tenThousand'} unit />
        </LinesLink>
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>{t('revenue.campaigns')}</dt>
          <dd>{count(total.campaigns)}</dd>
        </div>
        <div>
          <dt>{t('revenue.pieces')}</dt>
          <dd>{count(total.pieces)}</dd>
        </div>
        <div>
          <dt>{t('revenue.lines')}</dt>
          <dd>{count(total.lines)}</dd>
        </div>
      </dl>
      {total.unpricedLines > 0 && (
        <p className={styles.unpriced}>
          {t('revenue.unpriced', { lines: count(total.unpricedLines), pieces: count(total.unpricedPieces) })}
        </p>
      )}
    </div>
  );
}

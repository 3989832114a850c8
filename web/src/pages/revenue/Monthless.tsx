import { useTranslation } from 'react-i18next';
import type { RevenueGroup } from '../../api/revenue';
import { Money } from '../../ui/Money';
import { LinesLink } from './LinesLink';
import styles from './Monthless.module.css';
import type { MoneyUnit } from './money-unit';

interface Props {
  groups: readonly RevenueGroup[];
  unit: MoneyUnit;
}

/** Revenue that knows only its year, one line a year: beside the months its column would flatten them. */
export function Monthless({ groups, unit }: Props) {
  const { t } = useTranslation();
  const years = groups.filter((group) => group.key === null);
  if (years.length === 0) return null;
  return (
    <dl className={styles.years}>
      {years.map(({ year, amountFen, query }) => (
        <div key={year} className={styles.year}>
          <dt>{t('revenue.monthUnknown', { year })}</dt>
          <dd>
            <LinesLink query={query}>
              <Money fen={amountFen} tenThousand={unit === 'tenThousand'} unit />
            </LinesLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}

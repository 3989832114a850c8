import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Account } from '../../../api/types';
import { GoalsPart } from './GoalsPart';
import { HealthPart } from './HealthPart';
import { RisksPart } from './RisksPart';
import { WhitespacePart } from './WhitespacePart';
import styles from './PlanTab.module.css';

const PARTS = ['goals', 'health', 'whitespace', 'risks'] as const;
type Part = (typeof PARTS)[number];
const YEARS_BACK = 4;

/** The plan of an account: what is wanted, how it fares, what it does not buy yet, what may go wrong. */
export function PlanTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const part = PARTS.find((known) => known === params.get('part')) ?? 'goals';
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const show = (next: Part) =>
    setParams(
      (now) => {
        const to = new URLSearchParams(now);
        to.set('part', next);
        return to;
      },
      { replace: true },
    );
  return (
    <div className={styles.plan}>
      <div className={styles.bar}>
        <Segmented<Part>
          aria-label={t('plans.partsLabel')}
          value={part}
          onChange={show}
          options={PARTS.map((value) => ({ value, label: t(`plans.parts.${value}`) }))}
        />
        {(part === 'goals' || part === 'whitespace') && (
          <Select
            aria-label={t('plans.year')}
            value={year}
            onChange={setYear}
            options={Array.from({ length: YEARS_BACK + 2 }, (_, at) => ({
              value: thisYear + 1 - at,
              label: t('plans.ofYear', { year: thisYear + 1 - at }),
            }))}
          />
        )}
      </div>
      {part === 'goals' && <GoalsPart account={account} year={year} />}
      {part === 'health' && <HealthPart account={account} />}
      {part === 'whitespace' && <WhitespacePart account={account} year={year} />}
      {part === 'risks' && <RisksPart account={account} />}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RevenueSummary } from '../../api/revenue';
import { BarRows } from '../../ui/chart/BarRows';
import { useLinesPath } from './LinesLink';
import { useMoneyWords, type MoneyUnit } from './money-unit';
import { partsOf } from './revenue-groups';
import { useGroupName } from './use-group-name';

interface Props {
  summary: RevenueSummary;
  unit: MoneyUnit;
}

const MOST_BARS = 12;

/** The largest groups as bars; the table beneath has all of them. */
export function GroupBars({ summary, unit }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const linesPath = useLinesPath();
  const nameOf = useGroupName(summary.by);
  const words = useMoneyWords(unit);
  const all = partsOf(summary.by, summary.groups, nameOf, (branch) => t('revenue.ownOf', { branch }));
  const parts = all.slice(0, MOST_BARS);
  const bars = parts.map(({ name, amountFen, unknown }) => ({ name, value: amountFen, unknown }));
  return (
    <>
      <BarRows
        bars={bars}
        words={words}
        label={t('revenue.barChart', { by: t(`revenue.by.${summary.by}`), count: parts.length })}
        onPick={(index) => {
          const { to, state } = linesPath(parts[index]!.query);
          void navigate(to, { state });
        }}
      />
      {all.length > parts.length && (
        <p className="muted">{t('revenue.largest', { shown: parts.length, total: all.length })}</p>
      )}
    </>
  );
}

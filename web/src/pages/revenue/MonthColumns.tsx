import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RevenueSummary } from '../../api/revenue';
import { BarColumns } from '../../ui/chart/BarColumns';
import { useLinesPath } from './LinesLink';
import { useMoneyWords, type MoneyUnit } from './money-unit';
import { partsOf, wholeYear, type Part } from './revenue-groups';
import { useGroupName } from './use-group-name';

interface Props {
  summary: RevenueSummary;
  unit: MoneyUnit;
  height: number;
}

/** Revenue month by month; what knows only its year stands apart ({@link Monthless}), it would dwarf the months. */
export function MonthColumns({ summary, unit, height }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const linesPath = useLinesPath();
  const words = useMoneyWords(unit);
  const parts = useMonthParts(summary);
  const bars = parts.map(({ name, amountFen }) => ({ name, value: amountFen }));
  if (parts.every((part) => part.amountFen === 0)) return null;
  return (
    <BarColumns
      bars={bars}
      words={words}
      height={height}
      label={t('revenue.monthChart', { count: bars.length })}
      onPick={(index) => {
        const { to, state } = linesPath(parts[index]!.query);
        void navigate(to, { state });
      }}
    />
  );
}

/** All months of the year when the view is one year, else the months there are. */
function useMonthParts({ groups }: RevenueSummary): Part[] {
  const nameOf = useGroupName('month');
  const [year, ...others] = new Set(groups.map((group) => group.year));
  if (typeof year === 'number' && others.length === 0) {
    return wholeYear(groups, year, (month) => dayjs().date(1).month(month).format('MMM'));
  }
  return partsOf('month', groups, nameOf, String).filter((part) => !part.unknown);
}

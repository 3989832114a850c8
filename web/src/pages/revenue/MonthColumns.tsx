import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RevenueSummary } from '../../api/revenue';
import { useTheme } from '../../theme/ThemeProvider';
import { columnsOption } from '../../ui/chart/bar-options';
import { Chart } from '../../ui/chart/Chart';
import { useLinesPath } from './LinesLink';
import { useMoneyWords, type MoneyUnit } from './money-unit';
import { partsOf } from './revenue-groups';
import { useGroupName } from './use-group-name';

interface Props {
  summary: RevenueSummary;
  unit: MoneyUnit;
  height: number;
}

/** Revenue month by month; what knows only its year stands striped at the end of that year. */
export function MonthColumns({ summary, unit, height }: Props) {
  const { t } = useTranslation();
  const { mode } = useTheme();
  const navigate = useNavigate();
  const linesPath = useLinesPath();
  const nameOf = useGroupName('month');
  const words = useMoneyWords(unit);
  const parts = partsOf('month', summary.groups, nameOf, String);
  const oneYear = new Set(summary.groups.map((group) => group.year)).size === 1;
  const bars = parts.map(({ name, amountFen, unknown }) => ({
    name: unknown && oneYear ? t('revenue.monthNone') : name,
    value: amountFen,
    unknown,
  }));
  // Words and bars are new at every draw; what they say is not.
  const key = JSON.stringify([bars, unit, mode, t('common.yuan')]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const option = useMemo(() => columnsOption(mode, bars, words), [key]);
  return (
    <Chart
      option={option}
      height={height}
      label={t('revenue.monthChart', { count: bars.length })}
      onPick={(index) => {
        const { to, state } = linesPath(parts[index]!.query);
        void navigate(to, { state });
      }}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSetting, writeSetting } from '../../app/settings';
import { asFen, inTenThousands, inYuan } from '../../ui/money';

export type MoneyUnit = 'yuan' | 'tenThousand';

/** How this reader likes amounts, kept in the browser. */
export function useMoneyUnit(): [MoneyUnit, (unit: MoneyUnit) => void] {
  const [unit, setUnit] = useState<MoneyUnit>(() =>
    readSetting('moneyUnit') === 'tenThousand' ? 'tenThousand' : 'yuan',
  );
  return [
    unit,
    (next) => {
      writeSetting('moneyUnit', next);
      setUnit(next);
    },
  ];
}

/** An amount in fen as a chart writes it: short on the axis, whole in the tooltip. */
export function useMoneyWords(unit: MoneyUnit) {
  const { t } = useTranslation();
  const short = (fen: number) => {
    const text =
      unit === 'tenThousand' ? inTenThousands(asFen(Math.round(fen))) : inYuan(asFen(Math.round(fen)));
    return text.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
  };
  return {
    axis: short,
    label: (fen: number) => (unit === 'tenThousand' ? inTenThousands(asFen(fen)) : short(fen)),
    full: (fen: number) =>
      `${unit === 'tenThousand' ? inTenThousands(asFen(fen)) : inYuan(asFen(fen))} ${t(unit === 'tenThousand' ? 'common.tenThousand' : 'common.yuan')}`,
  };
}

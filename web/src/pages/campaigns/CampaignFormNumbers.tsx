import { InputNumber, type InputNumberProps } from 'antd';
import { useTranslation } from 'react-i18next';

/** Groups the whole part in threes: `1234567.8` → `1,234,567.8`. */
function grouped(value: string | number | undefined): string {
  const [whole = '', ...decimals] = `${value ?? ''}`.split('.');
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ','), ...decimals].join('.');
}

/** An emptied field stays empty: no number is not the number nought. */
function ungrouped(text: string | undefined): string {
  return (text ?? '').replace(/[,，\s]/g, '');
}

/** A number of pieces. */
export function PiecesInput(props: InputNumberProps) {
  const { t } = useTranslation();
  return (
    <InputNumber
      {...props}
      min={0}
      precision={0}
      style={{ width: '100%' }}
      inputMode="numeric"
      formatter={grouped}
      parser={ungrouped}
      suffix={t('campaigns.pieces')}
    />
  );
}

/** An amount in yuan, to the fen. */
export function YuanInput(props: InputNumberProps) {
  const { t } = useTranslation();
  return (
    <InputNumber
      {...props}
      min={0}
      precision={2}
      step={0.1}
      style={{ width: '100%' }}
      inputMode="decimal"
      formatter={grouped}
      parser={ungrouped}
      suffix={t('common.yuan')}
    />
  );
}

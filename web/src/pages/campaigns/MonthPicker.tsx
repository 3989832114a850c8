import { useTranslation } from 'react-i18next';
import styles from './MonthPicker.module.css';

interface Props {
  value?: number[];
  onChange?: (months: number[]) => void;
  id?: string;
  disabled?: boolean;
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The months of a year in which something is mailed, as twelve switches in a row. */
export function MonthPicker({ value = [], onChange, id, disabled = false }: Props) {
  const { t } = useTranslation();
  const toggle = (month: number) =>
    onChange?.(
      value.includes(month)
        ? value.filter((other) => other !== month)
        : [...value, month].sort((a, b) => a - b),
    );
  return (
    <div className={styles.months} role="group" aria-label={t('campaigns.months')} id={id}>
      {MONTHS.map((month) => (
        <button
          key={month}
          type="button"
          disabled={disabled}
          aria-pressed={value.includes(month)}
          className={styles.month}
          onClick={() => toggle(month)}
        >
          {t(`campaigns.monthNames.${month as 1}`)}
        </button>
      ))}
    </div>
  );
}

import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './MonthlyPieces.module.css';
import { months } from './profile-sections';

interface Props {
  /** Pieces in January to December. */
  value?: number[];
  onChange?: (pieces: number[]) => void;
  id?: string;
}

/** Twelve numbers, a field a month. */
export function MonthlyPieces({ value = [], onChange, id }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.months} role="group" id={id} aria-label={t('profile.monthlyPieces')}>
      {months.map((month, index) => (
        <label key={month} className={styles.month}>
          {t(`campaigns.monthNames.${month}`)}
          <InputNumber
            size="small"
            controls={false}
            min={0}
            max={2_000_000_000}
            precision={0}
            style={{ width: '100%' }}
            value={value[index] ?? 0}
            onChange={(pieces) =>
              onChange?.(months.map((_, at) => (at === index ? (pieces ?? 0) : (value[at] ?? 0))))
            }
          />
        </label>
      ))}
    </div>
  );
}

import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { months } from './profile-sections';

interface Props {
  value?: number | null;
  onChange?: (month: number | null) => void;
  id?: string;
  allowClear?: boolean;
}

/** One month of the year. */
export function MonthSelect({ value, onChange, id, allowClear = false }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear={allowClear}
      value={value ?? undefined}
      onChange={(month: number | undefined) => onChange?.(month ?? null)}
      options={months.map((month) => ({ value: month, label: t(`campaigns.monthNames.${month}`) }))}
    />
  );
}

import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { FORMATS, type DateFieldProps } from './date-text';

interface Props extends DateFieldProps {
  /** Stands in for a field that somebody is in. */
  opened: boolean;
}

/** The field with its calendar: heavy, so `DateField` fetches it when somebody comes near. */
export function DayPicker({ value, onChange, id, unit = 'date', ...props }: Props) {
  const { disabledDay, placeholder, label, width = '100%', opened } = props;
  const name = label ?? placeholder;
  const format = FORMATS[unit];
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      picker={unit}
      style={{ width }}
      format={format}
      autoFocus={opened}
      defaultOpen={opened}
      value={value ? dayjs(unit === 'month' ? `${value}-01` : value) : null}
      onChange={(chosen) => onChange?.(chosen ? chosen.format(format) : null)}
      {...(placeholder !== undefined && { placeholder })}
      {...(name !== undefined && { 'aria-label': name })}
      {...(disabledDay && { disabledDate: (day) => disabledDay(day.format(format)) })}
    />
  );
}

import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  /** `2026-11-23` */
  value?: string | null;
  onChange?: (day: string | null) => void;
  id?: string;
  /** Days that cannot be chosen. */
  disabledDay?: (day: string) => boolean;
  placeholder?: string;
}

const FORMAT = 'YYYY-MM-DD';

/** A day, as text to and from the form. */
export function DateField({ value, onChange, id, disabledDay, placeholder }: Props) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      style={{ width: '100%' }}
      format={FORMAT}
      value={value ? dayjs(value) : null}
      onChange={(chosen) => onChange?.(chosen ? chosen.format(FORMAT) : null)}
      {...(placeholder !== undefined && { placeholder, 'aria-label': placeholder })}
      {...(disabledDay && { disabledDate: (day) => disabledDay(day.format(FORMAT)) })}
    />
  );
}

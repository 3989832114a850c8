import { CalendarOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { FORMATS, readDate, type DateFieldProps } from './date-text';

type Picker = typeof import('./DayPicker').DayPicker;

/** The calendar once it has come; fields that appear later have it at once. */
let fetched: Picker | null = null;

async function fetchPicker(): Promise<Picker> {
  fetched ??= (await import('./DayPicker')).DayPicker;
  return fetched;
}

/** A day, as text to and from the form. The calendar is fetched when somebody comes near; who types need not wait. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, id, unit = 'date', disabledDay, placeholder, label, width = '100%' } = props;
  const [Calendar, setCalendar] = useState<Picker | null>(() => fetched);
  const [inside, setInside] = useState(false);
  const [written, setWritten] = useState<string | null>(null);
  // Nobody loses what they have begun to write.
  if (Calendar && written === null) return <Calendar {...props} opened={inside} />;

  // Without the calendar the field does what it can: dates are written.
  const fetchSoon = () =>
    void fetchPicker().then(
      (found) => setCalendar(() => found),
      () => undefined,
    );
  const write = (text: string) => {
    setWritten(text);
    const read = readDate(text, unit);
    if (text === '') onChange?.(null);
    else if (read !== null && disabledDay?.(read) !== true) onChange?.(read);
  };
  const name = label ?? placeholder;
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      style={{ width }}
      value={written ?? value ?? ''}
      placeholder={placeholder ?? FORMATS[unit]}
      {...(name !== undefined && { 'aria-label': name })}
      autoComplete="off"
      suffix={<CalendarOutlined className="muted" />}
      onPointerEnter={fetchSoon}
      onFocus={() => {
        setInside(true);
        fetchSoon();
      }}
      onBlur={() => {
        setInside(false);
        setWritten(null);
      }}
      onChange={(event) => write(event.target.value)}
    />
  );
}

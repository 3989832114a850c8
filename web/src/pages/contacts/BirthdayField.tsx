import { InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Birthday } from '../../api/types';

export interface BirthdayValue {
  calendar: Birthday['calendar'];
  month: number | null;
  day: number | null;
  year: number | null;
}

interface Props {
  value?: BirthdayValue | null;
  onChange?: (value: BirthdayValue | null) => void;
  id?: string;
}

const NONE: BirthdayValue = { calendar: 'solar', month: null, day: null, year: null };
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A birthday without its year as a rule: month and day, of the solar or the lunar calendar. */
export function BirthdayField({ value, onChange, id }: Props) {
  const { t } = useTranslation();
  const now = value ?? NONE;
  const days = now.calendar === 'lunar' ? 30 : (DAYS[(now.month ?? 1) - 1] ?? 31);
  const set = (part: Partial<BirthdayValue>) => {
    const next = { ...now, ...part };
    const empty = next.month === null && next.day === null && next.year === null;
    onChange?.(empty ? null : next);
  };
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ value: i + 1, label: i + 1 }));
  return (
    <Space.Compact block {...(id === undefined ? {} : { id })}>
      <Select
        style={{ width: 96 }}
        aria-label={t('contacts.calendar')}
        value={now.calendar}
        onChange={(calendar) => set({ calendar })}
        options={(['solar', 'lunar'] as const).map((calendar) => ({
          value: calendar,
          label: t(`contacts.calendars.${calendar}`),
        }))}
      />
      <Select
        style={{ flex: 1 }}
        allowClear
        aria-label={t('contacts.month')}
        placeholder={t('contacts.month')}
        value={now.month}
        onChange={(month: number | undefined) =>
          set(month === undefined ? NONE : { month, day: now.day ?? 1 })
        }
        options={numbers(12)}
      />
      <Select
        style={{ flex: 1 }}
        aria-label={t('contacts.day')}
        placeholder={t('contacts.day')}
        value={now.day}
        onChange={(day: number) => set({ day })}
        options={numbers(days)}
      />
      <InputNumber
        style={{ flex: 1 }}
        controls={false}
        min={1900}
        max={2200}
        precision={0}
        aria-label={t('contacts.year')}
        placeholder={t('contacts.yearUnknown')}
        value={now.year}
        onChange={(year) => set({ year })}
      />
    </Space.Compact>
  );
}

import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { industryName } from './account-words';

interface Props {
  value?: string | null;
  onChange?: (code: string | undefined) => void;
  placeholder?: string;
  width?: number;
  id?: string;
}

/** Chooses an industry by its section in GB/T 4754. */
export function IndustrySelect({ value, onChange, placeholder, width, id }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('accounts.industry')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: width ?? '100%' }}
      popupMatchSelectWidth={320}
      placeholder={placeholder}
      value={value ?? undefined}
      onChange={(code: string | undefined) => onChange?.(code)}
      options={[...'ABCDEFGHIJKLMNOPQRST'].map((letter) => ({
        value: letter,
        label: industryName(t, letter),
      }))}
    />
  );
}

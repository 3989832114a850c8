import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useIndustries } from '../../api/accounts';
import { industryName, sections } from './account-words';

interface Props {
  value?: string | null;
  onChange?: (code: string | undefined) => void;
  placeholder?: string;
  width?: number;
  id?: string;
  /** A whole section can be chosen too, as a filter does. */
  wholeSections?: boolean;
}

/** Chooses an industry of GB/T 4754: divisions under their section. */
export function IndustrySelect({ value, onChange, placeholder, width, id, wholeSections = false }: Props) {
  const { t, i18n } = useTranslation();
  const industries = useIndustries();
  const options = useMemo(
    () =>
      [...sections].map((letter) => {
        const section = industryName(t, letter);
        const divisions = (industries.data ?? [])
          .filter((industry) => industry.code.startsWith(letter))
          .map((industry) => ({
            value: industry.code,
            label: i18n.language === 'en' ? industry.en : industry.zh,
          }));
        const whole = { value: letter, label: t('accounts.wholeSection', { name: section }) };
        return { label: section, options: wholeSections ? [whole, ...divisions] : divisions };
      }),
    [industries.data, wholeSections, t, i18n.language],
  );
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('accounts.industry')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: width ?? '100%' }}
      popupMatchSelectWidth={320}
      loading={industries.isPending}
      placeholder={placeholder}
      value={value ?? undefined}
      onChange={(code: string | undefined) => onChange?.(code)}
      options={options}
    />
  );
}

import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AccountField } from '../../../api/account-fields';
import { DateField } from '../../../ui/DateField';
import type { CustomValue } from './custom-value';

interface Props {
  field: Pick<AccountField, 'type' | 'options'>;
  value?: CustomValue | null;
  onChange?: (value: CustomValue | null) => void;
  id?: string;
}

/** One value of the kind the field asks for. */
export function CustomInput({ field: { type, options }, value, onChange, id }: Props) {
  const { t, i18n } = useTranslation();
  const named = id === undefined ? {} : { id };
  if (type === 'number') {
    return (
      <InputNumber
        {...named}
        style={{ width: '100%' }}
        value={typeof value === 'number' ? value : null}
        onChange={(number) => onChange?.(number)}
      />
    );
  }
  if (type === 'date') {
    return (
      <DateField
        {...named}
        value={typeof value === 'string' ? value : null}
        onChange={(day) => onChange?.(day)}
      />
    );
  }
  if (type === 'boolean') {
    return (
      <Select
        {...named}
        allowClear
        value={typeof value === 'boolean' ? value : undefined}
        onChange={(yes: boolean | undefined) => onChange?.(yes ?? null)}
        options={[
          { value: true, label: t('profile.yes') },
          { value: false, label: t('profile.no') },
        ]}
      />
    );
  }
  if (type === 'choice' || type === 'multi-choice') {
    return (
      <Select<string | string[]>
        {...named}
        allowClear
        {...(type === 'multi-choice' && { mode: 'multiple' as const })}
        {...(typeof value === 'string' || Array.isArray(value) ? { value } : {})}
        onChange={(chosen: string | string[] | undefined) => onChange?.(chosen ?? null)}
        options={options.map((option) => ({
          value: option.value,
          label: i18n.language === 'en' ? option.en : option.zh,
        }))}
      />
    );
  }
  return (
    <Input
      {...named}
      maxLength={500}
      autoComplete="off"
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange?.(target.value)}
    />
  );
}

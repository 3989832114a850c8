import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListField } from '../../api/records';
import type { ConditionValue } from './filter';
import { RecordInput, ValueInput } from './ValueInput';
import { labelOf } from './words';

interface Props {
  field: ListField;
  value: ConditionValue | null;
  onChange: (value: ConditionValue | null) => void;
}

/** One value of a field, as an edit sets it; empty where the field may be. */
export function CellInput({ field, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  if (field.type === 'enum')
    return (
      <Select<string>
        aria-label={labelOf(field.label, i18n.language)}
        allowClear={!field.required}
        showSearch={{ optionFilterProp: 'label' }}
        {...(typeof value === 'string' && { value })}
        placeholder={t('records.none')}
        onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
        options={field.options.map((option) => ({
          value: option.value,
          label: labelOf(option, i18n.language),
        }))}
      />
    );
  if (field.type === 'record')
    return <RecordInput field={field} value={typeof value === 'string' ? value : null} onChange={onChange} />;
  return <ValueInput field={field} operator="eq" value={value} onChange={onChange} />;
}

import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListField } from '../../api/records';
import { AccountSelect } from '../AccountSelect';
import { BranchSelect } from '../BranchSelect';
import { CampaignSelect } from '../CampaignSelect';
import { DateField } from '../DateField';
import { DesignSelect } from '../DesignSelect';
import { ListSelect } from '../ListSelect';
import { PersonSelect } from '../PersonSelect';
import { ME, type ConditionValue, type Operator } from './filter';
import styles from './records.module.css';

interface Props {
  field: ListField;
  operator: Operator;
  value: ConditionValue | null;
  onChange: (value: ConditionValue | null) => void;
}

const FEN = 100;
/** How a record of each list is chosen. */
const SELECTS: Readonly<Record<string, typeof CampaignSelect>> = {
  accounts: AccountSelect,
  'address-lists': ListSelect,
  campaigns: CampaignSelect,
  designs: DesignSelect,
};

/** What a condition compares with, asked as its field and its question need it. */
export function ValueInput({ field, operator, value, onChange }: Props) {
  const { t } = useTranslation();
  if (operator === 'empty' || operator === 'filled') return null;
  if (operator === 'last' || operator === 'next') {
    const days = typeof value === 'number' ? value : null;
    return <Amount value={days} onChange={onChange} suffix={t('records.days')} integer />;
  }
  if (operator === 'between') {
    const [low, high] = Array.isArray(value) ? value : ['', ''];
    const set = (index: 0 | 1, one: ConditionValue | null) => {
      const next = [low ?? '', high ?? ''];
      next[index] = typeof one === 'string' || typeof one === 'number' ? one : '';
      onChange(next);
    };
    return (
      <span className={styles.range}>
        <ValueInput field={field} operator="gte" value={orNull(low)} onChange={(one) => set(0, one)} />
        <ValueInput field={field} operator="lte" value={orNull(high)} onChange={(one) => set(1, one)} />
      </span>
    );
  }
  return <Single field={field} value={value} onChange={onChange} />;
}

const orNull = (value: string | number | undefined): ConditionValue | null =>
  value === '' ? null : (value ?? null);

function Single({ field, value, onChange }: Omit<Props, 'operator'>) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  const list = Array.isArray(value) ? value.map(String) : [];
  switch (field.type) {
    case 'number':
      return <Amount value={typeof value === 'number' ? value : null} onChange={onChange} />;
    case 'money':
      return (
        <Amount
          value={typeof value === 'number' ? value / FEN : null}
          onChange={(yuan) => onChange(yuan === null ? null : Math.round(yuan * FEN))}
          suffix={t('common.yuan')}
        />
      );
    case 'date':
      return <DateField value={typeof value === 'string' ? value : null} onChange={onChange} />;
    case 'boolean':
      return (
        <Select
          aria-label={t('records.value')}
          value={value === true}
          onChange={onChange}
          options={[
            { value: true, label: t('records.yes') },
            { value: false, label: t('records.no') },
          ]}
        />
      );
    case 'user':
      return <People value={list} onChange={onChange} />;
    case 'branch': {
      const chosen = Array.isArray(value) ? list[0] : typeof value === 'string' ? value : undefined;
      return (
        <BranchSelect
          label={t('records.value')}
          {...(chosen !== undefined && { value: chosen })}
          onChange={(id) => onChange(id === undefined ? null : [id])}
        />
      );
    }
    case 'record':
      return (
        <RecordInput
          field={field}
          value={list[0] ?? null}
          onChange={(id) => onChange(id === null ? null : [id])}
        />
      );
    case 'enum':
    case 'tags':
      return (
        <Select
          mode={field.options.length > 0 ? 'multiple' : 'tags'}
          aria-label={t('records.value')}
          value={list}
          onChange={onChange}
          showSearch={{ optionFilterProp: 'label' }}
          options={field.options.map((option) => ({
            value: option.value,
            label: english ? option.en : option.zh,
          }))}
        />
      );
    case 'text':
      return (
        <Input
          aria-label={t('records.value')}
          maxLength={200}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

interface RecordInputProps {
  field: ListField;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One record of the list the field refers to, by its name. */
export function RecordInput({ field, value, onChange }: RecordInputProps) {
  const { t } = useTranslation();
  const Choose = SELECTS[field.refersTo ?? ''];
  if (!Choose) return null;
  return <Choose label={t('records.value')} allowClear={!field.required} value={value} onChange={onChange} />;
}

interface AmountProps {
  value: number | null;
  onChange: (value: number | null) => void;
  suffix?: string;
  integer?: boolean;
}

function Amount({ value, onChange, suffix, integer = false }: AmountProps) {
  const { t } = useTranslation();
  return (
    <InputNumber<number>
      aria-label={t('records.value')}
      style={{ width: '100%' }}
      value={value}
      {...(integer && { min: 0, max: 36_500, precision: 0 })}
      {...(suffix !== undefined && { suffix })}
      onChange={onChange}
    />
  );
}

/** Whoever is logged in, or one colleague. */
function People({ value, onChange }: { value: string[]; onChange: (value: ConditionValue | null) => void }) {
  const { t } = useTranslation();
  const mine = value.includes(ME);
  return (
    <span className={styles.range}>
      <Select
        aria-label={t('records.whose')}
        value={mine ? 'me' : 'other'}
        onChange={(whose) => onChange(whose === 'me' ? [ME] : null)}
        options={[
          { value: 'me', label: t('records.me') },
          { value: 'other', label: t('records.somebody') },
        ]}
      />
      {!mine && (
        <PersonSelect
          label={t('records.value')}
          value={value[0] ?? null}
          onChange={(id) => onChange(id === null ? null : [id])}
        />
      )}
    </span>
  );
}

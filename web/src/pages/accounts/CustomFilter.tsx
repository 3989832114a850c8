import { FilterOutlined } from '@ant-design/icons';
import { Button, Popover, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountFields, type AccountField } from '../../api/account-fields';
import { conditionsOf } from '../../api/accounts';
import styles from './CustomFilter.module.css';
import { customText, type CustomValue } from './profile/custom-value';
import { CustomInput } from './profile/CustomInput';

type Op = 'is' | 'has' | 'from' | 'to';

const OPS: Record<AccountField['type'], readonly Op[]> = {
  text: ['has', 'is'],
  number: ['from', 'to', 'is'],
  date: ['from', 'to', 'is'],
  boolean: ['is'],
  choice: ['is'],
  'multi-choice': ['is'],
};

interface Props {
  /** Conditions as the address keeps them. */
  value: string | undefined;
  onChange: (conditions: string | undefined) => void;
}

/** Narrows the list by fields that an administrator added; all conditions hold at once. */
export function CustomFilter({ value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const fields = (useAccountFields().data ?? []).filter(({ archived }) => !archived);
  const conditions = conditionsOf(value);
  const set = (next: readonly string[]) => onChange(next.length > 0 ? JSON.stringify(next) : undefined);
  if (fields.length === 0) return null;
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<NewCondition fields={fields} onAdd={(condition) => set([...conditions, condition])} />}
      >
        <Button icon={<FilterOutlined />}>{t('profile.moreFilters')}</Button>
      </Popover>
      {conditions.map((condition) => (
        <Tag key={condition} closable onClose={() => set(conditions.filter((other) => other !== condition))}>
          {inWords(condition)}
        </Tag>
      ))}
    </>
  );

  function inWords(condition: string): string {
    const [key = '', op = '', ...rest] = condition.split(':');
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) return condition;
    const text = rest.join(':');
    const shown =
      field.type === 'boolean'
        ? t(text === 'true' ? 'profile.yes' : 'profile.no')
        : customText(field, text, i18n.language, t);
    return `${labelOf(field, i18n.language)} ${t(`profile.ops.${op as Op}`)} ${shown ?? ''}`;
  }
}

const labelOf = (field: AccountField, language: string): string =>
  language === 'en' ? field.labelEn : field.labelZh;

function NewCondition({
  fields,
  onAdd,
}: {
  fields: readonly AccountField[];
  onAdd: (condition: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const [key, setKey] = useState(fields[0]!.key);
  const field = fields.find((candidate) => candidate.key === key) ?? fields[0]!;
  const [op, setOp] = useState<Op>(OPS[field.type][0]!);
  const [value, setValue] = useState<CustomValue | null>(null);
  const asked = OPS[field.type].includes(op) ? op : OPS[field.type][0]!;
  const nothing = value === null || value === '';
  return (
    <div className={styles.condition}>
      <Select
        aria-label={t('profile.fields.label')}
        value={key}
        onChange={(next) => {
          setKey(next);
          setValue(null);
        }}
        options={fields.map((candidate) => ({
          value: candidate.key,
          label: labelOf(candidate, i18n.language),
        }))}
      />
      <Select
        aria-label={t('profile.condition')}
        value={asked}
        onChange={setOp}
        options={OPS[field.type].map((one) => ({ value: one, label: t(`profile.ops.${one}`) }))}
      />
      <CustomInput
        field={field.type === 'multi-choice' ? { ...field, type: 'choice' } : field}
        value={value}
        onChange={setValue}
      />
      <Button type="primary" disabled={nothing} onClick={() => onAdd(`${key}:${asked}:${String(value)}`)}>
        {t('profile.addCondition')}
      </Button>
    </div>
  );
}

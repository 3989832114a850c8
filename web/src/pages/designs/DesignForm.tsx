import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '../../api/problem';
import { Card } from '../../ui/Card';
import { ArtworkFields } from './ArtworkFields';
import { BoxFields } from './BoxFields';
import { STANDARD_FIELDS, withText, type DesignText, type Draft } from './design-body';
import { inLanguage } from './design-words';
import styles from './DesignForm.module.css';

interface Props {
  draft: Draft;
  /** List fields the saved design uses. */
  fields: readonly string[];
  faults: readonly FieldFault[];
  disabled: boolean;
  onChange: (change: (draft: Draft) => Draft) => void;
}

/** Everything of a design that can be changed without a layout program. */
export function DesignForm({ draft, fields, faults, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const usable = [...new Set([...STANDARD_FIELDS, ...fields])];
  return (
    <Form layout="vertical" requiredMark={false} component="div" disabled={disabled}>
      <div className={styles.cards}>
        <Card title={t('designs.texts')}>
          <Form.Item
            label={t('designs.name')}
            htmlFor="design-name"
            {...(draft.name.trim() === '' && {
              validateStatus: 'error' as const,
              help: t('common.required', { field: t('designs.name') }),
            })}
          >
            <Input
              id="design-name"
              value={draft.name}
              maxLength={100}
              onChange={(event) => onChange((now) => ({ ...now, name: event.target.value }))}
            />
          </Form.Item>
          {draft.body.texts.map((text, index) => (
            <TextField
              key={text.id}
              text={text}
              fault={faults.find(({ path }) => path.startsWith(`texts.${index}.`))}
              onChange={(value) => onChange((now) => withText(now, text.id, value))}
            />
          ))}
          <p className={styles.fields}>
            {t('designs.fieldsHelp')}{' '}
            {usable.map((field) => (
              <code key={field} className={styles.field}>{`{{${field}}}`}</code>
            ))}
          </p>
        </Card>
        <Card title={t('designs.artwork')}>
          <ArtworkFields draft={draft} disabled={disabled} onChange={onChange} />
        </Card>
        <BoxFields draft={draft} faults={faults} onChange={onChange} />
      </div>
    </Form>
  );
}

interface TextFieldProps {
  text: DesignText;
  fault: FieldFault | undefined;
  onChange: (value: string) => void;
}

function TextField({ text, fault, onChange }: TextFieldProps) {
  const { i18n } = useTranslation();
  const id = `design-text-${text.id}`;
  const shared = {
    id,
    value: text.value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <Form.Item
      label={inLanguage(text.label, i18n.language)}
      htmlFor={id}
      {...(fault && {
        validateStatus: 'error' as const,
        help: i18n.language === 'en' ? fault.en : fault.zh,
      })}
    >
      {text.lines > 1 ? (
        <Input.TextArea {...shared} autoSize={{ minRows: Math.min(text.lines, 3), maxRows: 14 }} />
      ) : (
        <Input {...shared} />
      )}
    </Form.Item>
  );
}

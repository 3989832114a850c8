import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListField, ListFields } from '../../api/records';
import { usePhone } from '../../app/media';
import { useFocusBack } from '../focus-back';
import type { Filter } from './filter';
import {
  draftOf,
  emptyGroup,
  filterOf,
  newCondition,
  newHas,
  type Askable,
  type ConditionDraft,
  type Draft,
  type GroupDraft,
  type HasDraft,
} from './filter-draft';
import { ValueInput } from './ValueInput';
import styles from './records.module.css';

interface Props {
  fields: ListFields;
  filter: Filter | null;
  onApply: (filter: Filter | null) => void;
  onClose: () => void;
}

/** Groups within groups that can be built by hand; an address may say more. */
const DEEPEST = 3;

/** Builds what a list is narrowed to: all, any or none of its rows, over related records too. */
export default function FilterBuilder({ fields: known, filter, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  useFocusBack();
  const fields = askableOf(known);
  const [draft, setDraft] = useState(() => {
    const start = draftOf(filter);
    return start.members.length > 0 ? start : { ...start, members: [newCondition(fields.fields[0]!)] };
  });
  const apply = () => {
    onApply(filterOf(draft));
    onClose();
  };
  return (
    <Drawer
      open
      title={t('records.filter')}
      size={phone ? '100%' : 640}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <Button type="primary" onClick={apply}>
            {t('records.apply')}
          </Button>
          <Button onClick={() => setDraft(emptyGroup())}>{t('records.clear')}</Button>
        </div>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Group group={draft} askable={fields} depth={1} onChange={setDraft} />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Drawer>
  );
}

/** Fields that are only shown are not offered. */
const askableOf = ({ fields, relations }: ListFields): Askable => {
  const asked = (inner: ListField[]) => inner.filter(({ operators }) => operators.length > 0);
  return {
    fields: asked(fields),
    relations: relations.map((relation) => ({ ...relation, fields: asked(relation.fields) })),
  };
};

interface GroupProps {
  group: GroupDraft;
  askable: Askable;
  depth: number;
  onChange: (group: GroupDraft) => void;
  onRemove?: () => void;
}

function Group({ group, askable, depth, onChange, onRemove }: GroupProps) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  const set = (members: Draft[]) => onChange({ ...group, members });
  const add = (member: Draft) => set([...group.members, member]);
  const mode = group.not ? 'none' : group.joint;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        <Select
          size="small"
          aria-label={t('records.joint')}
          value={mode}
          onChange={(next) =>
            onChange({ ...group, not: next === 'none', joint: next === 'and' ? 'and' : 'or' })
          }
          options={(['and', 'or', 'none'] as const).map((value) => ({
            value,
            label: t(`records.joints.${value}`),
          }))}
        />
        {onRemove && <Remove onClick={onRemove} />}
      </legend>
      {group.members.map((member) => (
        <Member
          key={member.key}
          member={member}
          askable={askable}
          depth={depth}
          onChange={(next) => set(group.members.map((other) => (other.key === member.key ? next : other)))}
          onRemove={() => set(group.members.filter((other) => other.key !== member.key))}
        />
      ))}
      <div className={styles.adding}>
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(newCondition(askable.fields[0]!))}>
          {t('records.addCondition')}
        </Button>
        {askable.relations.length > 0 && (
          <Select<string | null>
            size="small"
            aria-label={t('records.addRelation')}
            placeholder={t('records.addRelation')}
            value={null}
            popupMatchSelectWidth={false}
            onChange={(name) => add(newHas(askable.relations.find((one) => one.name === name)!))}
            options={askable.relations.map(({ name, label }) => ({
              value: name,
              label: english ? label.en : label.zh,
            }))}
          />
        )}
        {depth < DEEPEST && (
          <Button size="small" type="text" onClick={() => add({ ...emptyGroup(), joint: 'or' })}>
            {t('records.addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface MemberProps {
  member: Draft;
  askable: Askable;
  depth: number;
  onChange: (member: Draft) => void;
  onRemove: () => void;
}

function Member({ member, ...rest }: MemberProps) {
  if (member.kind === 'group') return <Group group={member} {...rest} depth={rest.depth + 1} />;
  if (member.kind === 'has') return <Related has={member} {...rest} />;
  return <Row condition={member} {...rest} />;
}

function Related({
  has,
  askable,
  depth,
  onChange,
  onRemove,
}: Omit<MemberProps, 'member'> & { has: HasDraft }) {
  const { t, i18n } = useTranslation();
  const relation = askable.relations.find(({ name }) => name === has.relation);
  const name = relation ? (i18n.language === 'en' ? relation.label.en : relation.label.zh) : has.relation;
  return (
    <div className={styles.related}>
      <div className={styles.legend}>
        <Select
          size="small"
          aria-label={name}
          value={has.not}
          onChange={(not) => onChange({ ...has, not })}
          options={[
            { value: false, label: t('records.has', { name }) },
            { value: true, label: t('records.hasNot', { name }) },
          ]}
        />
        <Remove onClick={onRemove} />
      </div>
      {relation ? (
        <Group
          group={has.where}
          askable={{ fields: relation.fields, relations: [] }}
          depth={Math.max(depth + 1, DEEPEST)}
          onChange={(where) => onChange({ ...has, where })}
        />
      ) : (
        <p className={styles.gone}>{t('records.stale')}</p>
      )}
    </div>
  );
}

function Row({
  condition,
  askable,
  onChange,
  onRemove,
}: Omit<MemberProps, 'member'> & { condition: ConditionDraft }) {
  const { t, i18n } = useTranslation();
  const label = (field: ListField) => (i18n.language === 'en' ? field.label.en : field.label.zh);
  const field = askable.fields.find(({ name }) => name === condition.field);
  const { key } = condition;
  return (
    <div className={styles.row}>
      <Select
        className={styles.field ?? ''}
        aria-label={t('records.field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={condition.field}
        popupMatchSelectWidth={false}
        onChange={(name) =>
          onChange({ ...newCondition(askable.fields.find((one) => one.name === name)!), key })
        }
        options={askable.fields.map((one) => ({ value: one.name, label: label(one) }))}
      />
      {field ? (
        <>
          <Select
            className={styles.operator ?? ''}
            aria-label={t('records.operator')}
            value={condition.operator}
            popupMatchSelectWidth={false}
            onChange={(operator) => onChange({ ...newCondition(field), key, operator })}
            options={field.operators.map((operator) => ({
              value: operator,
              label: t(`records.operators.${operator}`),
            }))}
          />
          <span className={styles.value}>
            <ValueInput
              field={field}
              operator={condition.operator}
              value={condition.value}
              onChange={(value) => onChange({ ...condition, value })}
            />
          </span>
        </>
      ) : (
        <span className={styles.gone}>{t('records.stale')}</span>
      )}
      <Remove onClick={onRemove} />
    </div>
  );
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      type="text"
      size="small"
      icon={<DeleteOutlined />}
      aria-label={t('records.remove')}
      onClick={onClick}
    />
  );
}

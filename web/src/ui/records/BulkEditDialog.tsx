import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useApplyBulkEdit,
  usePreviewBulkEdit,
  useUndoBulkEdit,
  type BulkEdit,
  type BulkEditPreview,
  type ListField,
  type Narrowing,
  type RecordChange,
} from '../../api/records';
import { useProgress } from '../../api/progress';
import { Failure } from '../Failure';
import { ProgressPanel } from '../ProgressPanel';
import { CellInput } from './CellInput';
import type { ConditionValue } from './filter';
import { labelOf, valueText } from './words';
import { recordsIn, useRecordNames } from './record-names';
import styles from './records.module.css';

interface Props {
  list: string;
  fields: ListField[];
  narrowing: Narrowing;
  /** The chosen records; null for all that match. */
  ids: string[] | null;
  onClose: () => void;
}

type TagMode = 'add' | 'remove' | 'set';

const isOver = ({ state }: BulkEdit): boolean => state === 'done' || state === 'undone';

/** Changes one field of many records: chosen, looked at, done, and undone again. */
export default function BulkEditDialog({ list, fields, narrowing, ids, onClose }: Props) {
  const { t } = useTranslation();
  const preview = usePreviewBulkEdit(list);
  const apply = useApplyBulkEdit();
  const undo = useUndoBulkEdit();
  const editable = fields.filter((field) => field.editable);
  const [field, setField] = useState(editable.find(({ type }) => type !== 'text') ?? editable[0]!);
  const [value, setValue] = useState<ConditionValue | null>(() => startOf(field));
  const [mode, setMode] = useState<TagMode>('add');
  const [reason, setReason] = useState('');
  const [step, setStep] = useState<'choose' | 'look' | 'doing' | 'undoing'>('choose');
  const shown = preview.data;

  const look = () =>
    preview.mutate(
      { ...narrowing, ids, change: changeOf(field, mode, value) },
      { onSuccess: () => setStep('look') },
    );
  const start = () => apply.mutate({ id: shown!.id, reason }, { onSuccess: () => setStep('doing') });
  const back = () => undo.mutate(shown!.id, { onSuccess: () => setStep('undoing') });
  const isUnset = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const error = preview.error ?? apply.error ?? undo.error;

  const action = {
    choose: {
      label: t('records.preview'),
      run: look,
      busy: preview.isPending,
      off: isUnset && field.required,
    },
    look: {
      label: t('records.change', { count: shown?.counts.pending ?? 0 }),
      run: start,
      busy: apply.isPending,
      off: shown?.counts.pending === 0,
    },
  };
  const now = step === 'choose' || step === 'look' ? action[step] : null;
  return (
    <Modal
      open
      title={t('records.bulkEdit')}
      width={560}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          {step === 'look' && <Button onClick={() => setStep('choose')}>{t('records.back')}</Button>}
          {now && (
            <Button type="primary" loading={now.busy} disabled={now.off} onClick={now.run}>
              {now.label}
            </Button>
          )}
          {step === 'doing' && (
            <Button loading={undo.isPending} onClick={back}>
              {t('records.undo')}
            </Button>
          )}
          <Button onClick={onClose}>{t(now ? 'common.cancel' : 'records.close')}</Button>
        </>
      }
    >
      {step === 'choose' && (
        <div className={styles.form}>
          <FieldSelect
            fields={editable}
            field={field}
            onChange={(next) => {
              setField(next);
              setValue(startOf(next));
            }}
          />
          {field.type === 'tags' && (
            <Radio.Group
              value={mode}
              onChange={(event) => setMode(event.target.value as TagMode)}
              options={(['add', 'remove', 'set'] as const).map((one) => ({
                value: one,
                label: t(`records.tagModes.${one}`),
              }))}
            />
          )}
          <CellInput field={field} value={value} onChange={setValue} />
          <Input
            value={reason}
            maxLength={500}
            aria-label={t('records.reason')}
            placeholder={t('records.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
      {step === 'look' && shown && <Look preview={shown} field={field} />}
      {(step === 'doing' || step === 'undoing') && shown && (
        <Going
          // A line of its own for the way back.
          key={step}
          id={shown.id}
          undoing={step === 'undoing'}
          list={list}
        />
      )}
      {error != null && <Failure error={error} />}
    </Modal>
  );
}

/** A yes-or-no has no empty choice, so that what is shown is what is meant. */
const startOf = ({ type }: ListField): ConditionValue | null => (type === 'boolean' ? true : null);

function changeOf(field: ListField, mode: TagMode, value: ConditionValue | null): RecordChange {
  const set = Array.isArray(value) ? value.map(String) : value === '' ? null : value;
  if (field.type !== 'tags' || mode === 'set') return { field: field.name, set };
  const tags = Array.isArray(set) ? set : [];
  return { field: field.name, add: mode === 'add' ? tags : [], remove: mode === 'remove' ? tags : [] };
}

interface FieldSelectProps {
  fields: ListField[];
  field: ListField;
  onChange: (field: ListField) => void;
}

function FieldSelect({ fields, field, onChange }: FieldSelectProps) {
  const { t, i18n } = useTranslation();
  return (
    <Select
      aria-label={t('records.field')}
      showSearch={{ optionFilterProp: 'label' }}
      value={field.name}
      onChange={(name) => onChange(fields.find((one) => one.name === name)!)}
      options={fields.map(({ name, label }) => ({ value: name, label: labelOf(label, i18n.language) }))}
    />
  );
}

/** What would happen: how many, some of them before and after, and those that cannot be changed. */
function Look({ preview, field }: { preview: BulkEditPreview; field: ListField }) {
  const { t, i18n } = useTranslation();
  const { counts, samples, refusals } = preview;
  const pointed = samples.flatMap(({ before, after }) => [before, after]);
  const names = useRecordNames(pointed.flatMap((value) => recordsIn(field, value)));
  const text = (value: unknown) => valueText(field, value, t, i18n.language, names);
  return (
    <>
      <p>{t('records.willChange', { count: counts.pending, total: preview.total })}</p>
      {counts.unchanged > 0 && <p className="muted">{t('records.willStay', { count: counts.unchanged })}</p>}
      <ul className={styles.changes}>
        {samples.map(({ recordId, label, before, after }) => (
          <li key={recordId}>
            {label}: <span className={styles.from}>{text(before)}</span> → {text(after)}
          </li>
        ))}
      </ul>
      {counts.refused > 0 && (
        <>
          <p>{t('records.cannotChange', { count: counts.refused })}</p>
          <ul className={styles.changes}>
            {refusals.map(({ recordId, label, fault }) => (
              <li key={recordId}>
                {label}: {labelOf(fault, i18n.language)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface GoingProps {
  id: string;
  list: string;
  undoing: boolean;
}

function Going({ id, list, undoing }: GoingProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { last, line } = useProgress<BulkEdit>(`/api/bulk-edits/${id}/progress`, isOver);
  const over = last !== null && isOver(last);
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: [list] });
  }, [over, client, list]);
  const counts = last?.counts;
  const done = counts
    ? undoing
      ? counts.restored + counts.kept
      : counts.changed + counts.stale + counts.restored + counts.kept
    : 0;
  const total = counts ? done + (undoing ? counts.changed : counts.pending) : null;
  return (
    <ProgressPanel
      title={t(undoing ? 'records.undoing' : 'records.doing')}
      done={done}
      total={total}
      outcome={over ? 'done' : 'running'}
      waiting={line === 'waiting'}
      figures={
        counts
          ? undoing
            ? [
                { label: t('records.restored'), value: counts.restored },
                { label: t('records.kept'), value: counts.kept },
              ]
            : [
                { label: t('records.changed'), value: counts.changed },
                { label: t('records.skipped'), value: counts.stale },
              ]
          : []
      }
    />
  );
}

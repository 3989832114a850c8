import { App, Form, Input, InputNumber, Radio, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, type FieldFault } from '../../api/problem';
import { useRecordSpoilage } from '../../api/spoilage';
import type { Batch, NewSpoilage } from '../../api/types';
import { FormDrawer } from '../../ui/FormDrawer';
import { count } from '../../ui/numbers';
import styles from './SpoilageDrawer.module.css';
import { fileChoices, filledLines, MOST_AT_ONCE, outcomes, reasons } from './spoilage-words';

interface Fields extends Pick<NewSpoilage, 'outcome' | 'reason' | 'note'> {
  by: 'serials' | 'range';
  serials: string;
  range?: { chunkNo: number; from: number; to: number };
}

/** Records spoiled pieces: scanned or pasted, a serial a line, or by where they lie in a file. */
export function SpoilageDrawer({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const outcome = Form.useWatch('outcome', form) ?? 'reprinted';
  const by = Form.useWatch('by', form) ?? 'serials';
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const record = useRecordSpoilage(batch.id);
  const save = async (fields: Fields) => {
    setFaults([]);
    try {
      const { recorded, already } = await record.mutateAsync(asInput(fields));
      const numbers = { recorded: count(recorded), already: count(already) };
      void message.success(t(already > 0 ? 'spoilage.recordedSome' : 'spoilage.recorded', numbers));
    } catch (error) {
      if (error instanceof ApiError)
        setFaults(error.faults.filter(({ path }) => path.startsWith('serials.')));
      throw error;
    }
  };
  return (
    <FormDrawer<Fields>
      title={t('spoilage.new')}
      action={t('spoilage.record')}
      form={form}
      initial={{ outcome: 'reprinted', by: 'serials', serials: '', reason: 'jam', note: '' }}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="outcome" label={t('spoilage.outcome')} extra={t(`spoilage.outcomesHelp.${outcome}`)}>
        <Radio.Group
          optionType="button"
          options={outcomes.map((value) => ({ value, label: t(`spoilage.outcomes.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="by" label={t('spoilage.by')}>
        <Radio.Group
          optionType="button"
          options={(['serials', 'range'] as const).map((value) => ({
            value,
            label: t(`spoilage.bys.${value}`),
          }))}
        />
      </Form.Item>
      {by === 'serials' ? <SerialsField code={batch.code} faults={faults} /> : <RangeFields batch={batch} />}
      <ReasonFields />
    </FormDrawer>
  );
}

function asInput({ by, serials, range, outcome, reason, note }: Fields): NewSpoilage {
  const common = { outcome, reason, note: note ?? '' };
  // Empty lines stay, so that the server counts lines as the reader sees them.
  return by === 'range' && range ? { ...common, range } : { ...common, serials: serials.split('\n') };
}

function SerialsField({ code, faults }: { code: string; faults: readonly FieldFault[] }) {
  const { t, i18n } = useTranslation();
  const lines = filledLines(Form.useWatch('serials') as string | undefined);
  return (
    <>
      <Form.Item
        name="serials"
        label={t('spoilage.serials')}
        extra={lines > 0 ? t('spoilage.lines', { lines: count(lines) }) : t('spoilage.serialsHelp')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('spoilage.serialsMissing'),
          },
          {
            validator: (_, text: string | undefined) =>
              (text ?? '').split('\n').length > MOST_AT_ONCE
                ? Promise.reject(new Error(t('spoilage.tooMany', { max: count(MOST_AT_ONCE) })))
                : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className={styles.serials}
          rows={8}
          placeholder={`${code}-0000012-…\n${code}-0000250-…`}
        />
      </Form.Item>
      {faults.length > 0 && (
        <ul className={styles.faults} aria-label={t('spoilage.wrongLines')}>
          {faults.map((fault) => (
            <li key={fault.path}>{i18n.language.startsWith('zh') ? fault.zh : fault.en}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function RangeFields({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const needed = (field: string) => ({ required: true, message: t('common.required', { field }) });
  return (
    <>
      <Form.Item
        name={['range', 'chunkNo']}
        label={t('spoilage.file')}
        rules={[needed(t('spoilage.file'))]}
        {...(batch.chunks === 1 && { initialValue: 1 })}
      >
        <Select showSearch options={fileChoices(t, batch)} />
      </Form.Item>
      <Form.Item label={t('spoilage.positions')} extra={t('spoilage.positionsHelp')}>
        <Space align="start">
          <Form.Item name={['range', 'from']} noStyle rules={[needed(t('spoilage.from'))]}>
            <InputNumber
              min={1}
              precision={0}
              aria-label={t('spoilage.from')}
              placeholder={t('spoilage.from')}
            />
          </Form.Item>
          <span className={styles.dash}>–</span>
          <Form.Item
            name={['range', 'to']}
            noStyle
            dependencies={[['range', 'from']]}
            rules={[
              needed(t('spoilage.to')),
              ({ getFieldValue }) => ({
                validator: (_, to: number | null) => {
                  const from = getFieldValue(['range', 'from']) as number | null;
                  return to == null || from == null || (to >= from && to - from < MOST_AT_ONCE)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('spoilage.badRange', { max: count(MOST_AT_ONCE) })));
                },
              }),
            ]}
          >
            <InputNumber min={1} precision={0} aria-label={t('spoilage.to')} placeholder={t('spoilage.to')} />
          </Form.Item>
        </Space>
      </Form.Item>
    </>
  );
}

function ReasonFields() {
  const { t } = useTranslation();
  const other = Form.useWatch('reason') === 'other';
  return (
    <>
      <Form.Item name="reason" label={t('spoilage.reason')}>
        <Select options={reasons.map((value) => ({ value, label: t(`spoilage.reasons.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="note"
        label={other ? t('spoilage.note') : t('common.optional', { field: t('spoilage.note') })}
        extra={t('spoilage.noteHelp')}
        rules={[
          { required: other, whitespace: true, message: t('common.required', { field: t('spoilage.note') }) },
          { max: 200, message: t('common.tooLong', { max: 200 }) },
        ]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
}

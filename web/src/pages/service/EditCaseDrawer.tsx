import { App, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChangeCase, useServiceRules } from '../../api/service-desk';
import type { CaseChange, CaseDetails } from '../../api/types';
import type { Overruling } from '../../ui/conflict/overruling';
import { FormDrawer } from '../../ui/FormDrawer';
import { urgencies } from './case-words';
import { CauseFields } from './StepDrawer';

type Fields = Omit<CaseChange, 'version'>;

const MOST_PIECES = 2_000_000_000;

/** Completes what was not known when the case was taken. */
export function EditCaseDrawer({ about, onClose }: { about: CaseDetails; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useChangeCase(about.id);
  const rules = useServiceRules(about.branchId);
  const names = rules.data?.categories.find(({ kind }) => kind === about.kind)?.names ?? [];
  const save = async (fields: Fields, over?: Overruling) => {
    const emptied = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        value === '' || value === undefined ? null : value,
      ]),
    ) as Fields;
    const mine = { ...emptied, description: fields.description ?? '', version: about.version };
    await change.mutateAsync({ ...mine, ...over });
    void message.success(t('common.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={t('service.editFacts')}
      form={form}
      initial={{
        title: about.title,
        urgency: about.urgency,
        category: about.category,
        contactName: about.contactName,
        description: about.description,
        affectedPieces: about.affectedPieces,
        causeCategory: about.causeCategory,
        cause: about.cause,
      }}
      merges
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="title"
        label={t('service.caseTitle')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('service.caseTitle') }),
          },
        ]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="urgency" label={t('service.urgency')}>
        <Select options={urgencies.map((value) => ({ value, label: t(`service.urgencies.${value}`) }))} />
      </Form.Item>
      <Form.Item name="category" label={t('common.optional', { field: t('service.category') })}>
        <Select
          allowClear
          loading={rules.isPending}
          placeholder={t('common.notSet')}
          options={names.map((name) => ({ value: name, label: name }))}
        />
      </Form.Item>
      <Form.Item name="contactName" label={t('common.optional', { field: t('service.contact') })}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="affectedPieces"
        label={t('common.optional', { field: t('service.pieces') })}
        extra={t('service.piecesHint')}
      >
        <InputNumber min={0} max={MOST_PIECES} precision={0} style={{ width: '100%' }} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="description" label={t('common.optional', { field: t('service.description') })}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
      </Form.Item>
      <CauseFields />
    </FormDrawer>
  );
}

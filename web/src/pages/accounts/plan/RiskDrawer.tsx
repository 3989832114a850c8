import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddRisk, useUpdateRisk, type Risk } from '../../../api/account-plans';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { OwnerField } from './OwnerField';

interface Fields {
  title: string;
  note: string;
  severity: number;
  likelihood: number;
  ownerId?: string | null;
  dueOn?: string | null;
  state: Risk['state'];
}

const grades = [1, 2, 3, 4, 5] as const;
/** What may follow where a risk stands, itself first. */
const FOLLOWS: Record<Risk['state'], readonly Risk['state'][]> = {
  open: ['open', 'mitigated', 'happened', 'closed'],
  mitigated: ['mitigated', 'open', 'happened', 'closed'],
  happened: ['happened', 'closed'],
  closed: ['closed'],
};

/** Notes a risk, grades it, or moves it on. */
export function RiskDrawer({
  accountId,
  risk,
  onClose,
}: {
  accountId: string;
  risk: Risk | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const add = useAddRisk(accountId);
  const update = useUpdateRisk(accountId);
  return (
    <FormDrawer<Fields>
      title={t(risk ? 'plans.editRisk' : 'plans.addRisk')}
      form={form}
      initial={risk ?? { severity: 3, likelihood: 3, note: '' }}
      onClose={onClose}
      onSave={async ({ state, ...fields }) => {
        const values = { ...fields, ownerId: fields.ownerId ?? null, dueOn: fields.dueOn ?? null };
        if (risk) await update.mutateAsync({ id: risk.id, version: risk.version, state, ...values });
        else await add.mutateAsync(values);
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="title"
        label={t('plans.riskTitle')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('plans.riskTitle') }),
          },
        ]}
      >
        <Input autoFocus maxLength={120} />
      </Form.Item>
      {(['severity', 'likelihood'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`plans.${name}`)}>
          <Select
            options={grades.map((value) => ({ value, label: `${value} · ${t(`plans.grades.${value}`)}` }))}
          />
        </Form.Item>
      ))}
      {risk && (
        <Form.Item name="state" label={t('plans.state')}>
          <Select
            options={FOLLOWS[risk.state].map((value) => ({ value, label: t(`plans.riskStates.${value}`) }))}
          />
        </Form.Item>
      )}
      <OwnerField id={risk?.ownerId ?? null} name={risk?.ownerName ?? null} />
      <Form.Item name="dueOn" label={t('common.optional', { field: t('plans.due') })}>
        <DateField />
      </Form.Item>
      <Form.Item name="note" label={t('common.optional', { field: t('plans.note') })}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  );
}

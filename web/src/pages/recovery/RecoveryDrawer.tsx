import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUpdateRecovery, type Recovery } from '../../api/recovery-plans';
import { DateField } from '../../ui/DateField';
import { FormDrawer } from '../../ui/FormDrawer';
import { OwnerField } from '../accounts/plan/OwnerField';

interface Fields {
  cause: string;
  dueOn: string;
  ownerId?: string | null;
}

/** Why it fell, whose it is to win back, and until when. */
export function RecoveryDrawer({ plan, onClose }: { plan: Recovery; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const update = useUpdateRecovery(plan);
  return (
    <FormDrawer<Fields>
      title={t('plans.recovery.edit')}
      form={form}
      initial={{ cause: plan.cause, dueOn: plan.dueOn, ownerId: plan.ownerId }}
      onClose={onClose}
      onSave={async ({ cause, dueOn, ownerId }) => {
        await update.mutateAsync({ cause, dueOn, ownerId: ownerId ?? null });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item name="cause" label={t('common.optional', { field: t('plans.recovery.cause') })}>
        <Input.TextArea autoFocus maxLength={2000} autoSize={{ minRows: 4 }} />
      </Form.Item>
      <OwnerField id={plan.ownerId} name={plan.ownerName} />
      <Form.Item
        name="dueOn"
        label={t('plans.due')}
        rules={[{ required: true, message: t('common.required', { field: t('plans.due') }) }]}
      >
        <DateField />
      </Form.Item>
    </FormDrawer>
  );
}

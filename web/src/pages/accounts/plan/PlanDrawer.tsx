import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUpdatePlan, type Plan } from '../../../api/account-plans';
import type { Account } from '../../../api/types';
import { FormDrawer } from '../../../ui/FormDrawer';
import { OwnerField } from './OwnerField';

interface Fields {
  strategy: string;
  ownerId?: string | null;
}

/** Strategy and owner of a plan. */
export function PlanDrawer({
  account,
  plan,
  onClose,
}: {
  account: Account;
  plan: Plan;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const update = useUpdatePlan(plan);
  return (
    <FormDrawer<Fields>
      title={`${account.name} · ${t('plans.ofYear', { year: plan.year })}`}
      form={form}
      initial={{ strategy: plan.strategy, ownerId: plan.ownerId }}
      onClose={onClose}
      onSave={async ({ strategy, ownerId }) => {
        await update.mutateAsync({ strategy, ownerId: ownerId ?? null });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="strategy"
        label={t('plans.strategy')}
        extra={t('plans.strategyHint')}
        rules={[{ max: 4000, message: t('common.tooLong', { max: 4000 }) }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 6, maxRows: 16 }} />
      </Form.Item>
      <OwnerField id={plan.ownerId} name={plan.ownerName} />
    </FormDrawer>
  );
}

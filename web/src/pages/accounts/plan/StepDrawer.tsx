import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStepPlan, type Plan, type PlanState } from '../../../api/account-plans';
import { FormDrawer } from '../../../ui/FormDrawer';

/** A leader's decision on a plan, with a word for the history. */
export function StepDrawer({ plan, to, onClose }: { plan: Plan; to: PlanState; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ note: string }>();
  const step = useStepPlan(plan);
  const label = t(`plans.stepNotes.${to}`);
  return (
    <FormDrawer<{ note: string }>
      title={t(`plans.steps.${to}`, { year: plan.year })}
      form={form}
      initial={{ note: '' }}
      action={t(to === 'approved' ? 'plans.approve' : to === 'draft' ? 'plans.reopen' : 'plans.close')}
      onClose={onClose}
      onSave={async ({ note }) => {
        await step.mutateAsync({ to, note });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="note"
        label={to === 'approved' ? t('common.optional', { field: label }) : label}
        {...(to === 'closed' && { extra: t('plans.closeHint') })}
        rules={[
          { required: to !== 'approved', message: t('common.required', { field: label }) },
          { max: 2000, message: t('common.tooLong', { max: 2000 }) },
        ]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormDrawer>
  );
}

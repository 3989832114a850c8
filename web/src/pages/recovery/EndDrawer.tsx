import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStepRecovery, type Recovery } from '../../api/recovery-plans';
import { FormDrawer } from '../../ui/FormDrawer';

interface Props {
  plan: Recovery;
  to: 'recovered' | 'closed';
  onClose: () => void;
}

/** Ends a plan: recovered or not, and why. */
export function EndDrawer({ plan, to, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ result: string }>();
  const step = useStepRecovery(plan);
  return (
    <FormDrawer<{ result: string }>
      title={t(`plans.recovery.endTitles.${to}`)}
      form={form}
      initial={{}}
      action={t(to === 'recovered' ? 'plans.recovery.recovered' : 'plans.recovery.close')}
      onClose={onClose}
      onSave={async ({ result }) => {
        await step.mutateAsync({ to, result });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="result"
        label={t('plans.recovery.result')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('plans.recovery.result') }),
          },
        ]}
      >
        <Input.TextArea autoFocus maxLength={2000} autoSize={{ minRows: 4 }} />
      </Form.Item>
    </FormDrawer>
  );
}

import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddAction, useUpdateAction, type Action, type ActionScope } from '../../../api/account-actions';
import type { Risk } from '../../../api/account-plans';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { OwnerField } from './OwnerField';

interface Fields {
  title: string;
  note: string;
  dueOn: string;
  ownerId?: string | null;
  riskId?: string | null;
}

interface Props {
  scope: ActionScope;
  risks: readonly Risk[];
  action: Action | null;
  onClose: () => void;
}

/** Adds an action, or changes one that is open. */
export function ActionDrawer({ scope, risks, action, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const add = useAddAction(scope.accountId);
  const update = useUpdateAction();
  const open = risks.filter(({ state }) => state !== 'closed');
  return (
    <FormDrawer<Fields>
      title={t(action ? 'plans.editAction' : 'plans.addAction')}
      form={form}
      initial={action ?? { note: '' }}
      onClose={onClose}
      onSave={async ({ title, note, dueOn, ownerId = null, riskId = null }) => {
        const values = { title, note, dueOn, ownerId };
        if (action) await update.mutateAsync({ id: action.id, version: action.version, ...values });
        else await add.mutateAsync({ ...values, riskId, recoveryId: scope.recoveryId ?? null });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="title"
        label={t('plans.actionTitle')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('plans.actionTitle') }),
          },
        ]}
      >
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item
        name="dueOn"
        label={t('plans.due')}
        rules={[{ required: true, message: t('common.required', { field: t('plans.due') }) }]}
      >
        <DateField />
      </Form.Item>
      <OwnerField id={action?.ownerId ?? null} name={action?.ownerName ?? null} />
      {!action && open.length > 0 && (
        <Form.Item name="riskId" label={t('common.optional', { field: t('plans.forRisk') })}>
          <Select allowClear options={open.map(({ id, title }) => ({ value: id, label: title }))} />
        </Form.Item>
      )}
      <Form.Item name="note" label={t('common.optional', { field: t('plans.note') })}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  );
}

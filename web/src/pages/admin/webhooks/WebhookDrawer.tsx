import { App, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Webhook } from '../../../api/types';
import { useAddWebhook, useChangeWebhook } from '../../../api/webhooks';
import { BranchSelect } from '../../../ui/BranchSelect';
import { FormDrawer } from '../../../ui/FormDrawer';
import { topicName, TOPICS } from './webhook-words';

interface Fields {
  name: string;
  url: string;
  branchId: string;
  topics: string[];
  active: boolean;
}

interface Props {
  webhook: Webhook | null;
  onClose: () => void;
  onMade?: (secret: string) => void;
}

/** Where messages go, and of what; the branch stands for good. */
export function WebhookDrawer({ webhook, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const branchId = useSession().data?.branch.id;
  const add = useAddWebhook();
  const change = useChangeWebhook(webhook?.id ?? '');
  const required = (field: string) => ({
    required: true,
    whitespace: true,
    message: t('common.required', { field }),
  });
  const choices = ['*', ...TOPICS.map((topic) => `${topic}.*`)];
  return (
    <FormDrawer<Fields>
      title={t(webhook ? 'webhooks.edit' : 'webhooks.new')}
      form={form}
      initial={webhook ?? { topics: [], ...(branchId && { branchId }) }}
      onClose={onClose}
      merges
      onSave={async ({ active, branchId: branch, ...fields }, over) => {
        if (webhook) await change.mutateAsync({ ...fields, active, version: webhook.version, ...over });
        else onMade?.((await add.mutateAsync({ ...fields, branchId: branch })).secret);
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="name"
        label={t('webhooks.name')}
        extra={t('webhooks.nameHelp')}
        rules={[required(t('webhooks.name'))]}
      >
        <Input autoFocus autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('webhooks.url')}
        extra={t('webhooks.urlHelp')}
        rules={[required(t('webhooks.url'))]}
      >
        <Input inputMode="url" autoComplete="off" maxLength={2000} placeholder="https://" />
      </Form.Item>
      <Form.Item
        name="topics"
        label={t('webhooks.told')}
        extra={t('webhooks.toldHelp')}
        rules={[{ required: true, message: t('common.choose', { field: t('webhooks.told') }) }]}
      >
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          options={choices.map((value) => ({ value, label: topicName(t, value) }))}
        />
      </Form.Item>
      {webhook ? (
        <Form.Item name="active" label={t('webhooks.state')} valuePropName="checked">
          <Switch checkedChildren={t('webhooks.on')} unCheckedChildren={t('webhooks.off')} />
        </Form.Item>
      ) : (
        <Form.Item
          name="branchId"
          label={t('webhooks.branch')}
          extra={t('webhooks.branchHelp')}
          rules={[{ required: true, message: t('common.choose', { field: t('webhooks.branch') }) }]}
        >
          <BranchSelect />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

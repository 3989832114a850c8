import { App, Checkbox, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Webhook } from '../../../api/types';
import { useReplayRange } from '../../../api/webhooks';
import { FormDrawer } from '../../../ui/FormDrawer';

interface Fields {
  range: [Dayjs, Dayjs];
  delivered: boolean;
}

/** Sends again what a receiver missed. */
export function ReplayDrawer({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const replay = useReplayRange(webhook.id);
  return (
    <FormDrawer<Fields>
      title={t('webhooks.replayRange')}
      form={form}
      action={t('webhooks.replay')}
      initial={{ range: [dayjs().subtract(1, 'day'), dayjs()], delivered: false }}
      onClose={onClose}
      onSave={async ({ range: [from, to], delivered }) => {
        const { count } = await replay.mutateAsync({
          from: from.toISOString(),
          to: to.toISOString(),
          states: delivered ? ['given-up', 'delivered'] : ['given-up'],
        });
        void message.success(t('webhooks.replayed', { count }));
      }}
    >
      <Form.Item
        name="range"
        label={t('webhooks.range')}
        rules={[{ required: true, message: t('common.choose', { field: t('webhooks.range') }) }]}
      >
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item name="delivered" valuePropName="checked" extra={t('webhooks.deliveredHelp')}>
        <Checkbox>{t('webhooks.deliveredToo')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

import { App, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useTouchContact } from '../../api/contacts';
import type { NewTouch } from '../../api/types';
import { DateField } from '../../ui/DateField';
import { FormDrawer } from '../../ui/FormDrawer';
import { channels } from './contact-words';

const today = () => dayjs().format('YYYY-MM-DD');

/** One time we were in touch. */
export function TouchDrawer({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewTouch>();
  const touch = useTouchContact(contactId);
  return (
    <FormDrawer<NewTouch>
      title={t('contacts.touch')}
      form={form}
      initial={{ channel: 'phone', on: today(), note: '' }}
      onClose={onClose}
      onSave={async (values) => {
        await touch.mutateAsync(values);
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item name="channel" label={t('contacts.channel')}>
        <Select
          options={channels.map((channel) => ({ value: channel, label: t(`contacts.channels.${channel}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="on"
        label={t('contacts.touchedOn')}
        rules={[{ required: true, message: t('common.required', { field: t('contacts.touchedOn') }) }]}
      >
        <DateField disabledDay={(day) => day > today()} />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('common.optional', { field: t('contacts.touchNote') })}
        rules={[{ max: 1000, message: t('common.tooLong', { max: 1000 }) }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
      </Form.Item>
    </FormDrawer>
  );
}

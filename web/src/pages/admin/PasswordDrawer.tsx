import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/types';
import { useChangeUser } from '../../api/users';
import { FormDrawer } from '../../ui/FormDrawer';
import { PasswordInput } from './PasswordInput';

interface Fields {
  password: string;
}

export function PasswordDrawer({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useChangeUser(user);
  return (
    <FormDrawer<Fields>
      title={t('admin.users.resetFor', { name: user.name })}
      form={form}
      initial={{}}
      action={t('admin.users.reset')}
      onClose={onClose}
      onSave={async ({ password }) => {
        await change.mutateAsync({ password });
        void message.success(t('admin.users.resetDone', { name: user.name }));
      }}
    >
      <Form.Item
        name="password"
        label={t('admin.users.newPassword')}
        extra={t('admin.users.resetHelp')}
        rules={[{ required: true, min: 10, message: t('admin.users.passwordRule') }]}
      >
        <PasswordInput />
      </Form.Item>
    </FormDrawer>
  );
}

import { App, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { roles, useRoleName } from '../../api/roles';
import { useSession } from '../../api/session';
import type { Role, User } from '../../api/types';
import { useAddUser, useChangeUser } from '../../api/users';
import { BranchSelect } from '../../ui/BranchSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { PasswordInput } from './PasswordInput';

interface Fields {
  name: string;
  email: string;
  branchId: string;
  roles: Role[];
  password: string;
  active: boolean;
}

/** Adds a user, or changes the one given. */
export function UserDrawer({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const session = useSession();
  const roleName = useRoleName();
  const [form] = Form.useForm<Fields>();
  const add = useAddUser();
  const change = useChangeUser(user ?? { id: '', version: 0 });
  const initial: Partial<Fields> = user
    ? {
        name: user.name,
        email: user.email,
        branchId: user.branchId,
        roles: user.roles as Role[],
        active: user.active,
      }
    : { roles: ['account-manager'], ...(session.data && { branchId: session.data.branch.id }) };

  const save = async ({ name, email, branchId, roles: chosen, password, active }: Fields) => {
    if (user) {
      await change.mutateAsync({ name, branchId, roles: chosen, active });
      void message.success(t('common.saved'));
    } else {
      await add.mutateAsync({ name, email, branchId, roles: chosen, password });
      void message.success(t('admin.users.created', { name }));
    }
  };

  return (
    <FormDrawer<Fields>
      title={t(user ? 'admin.users.edit' : 'admin.users.new')}
      form={form}
      initial={initial}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item
        name="name"
        label={t('admin.users.name')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('admin.users.name') }),
          },
          { max: 60, message: t('common.tooLong', { max: 60 }) },
        ]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('admin.users.email')}
        rules={[{ required: true, type: 'email', message: t('login.badEmail') }]}
      >
        <Input disabled={user !== null} autoComplete="off" inputMode="email" />
      </Form.Item>
      <Form.Item
        name="branchId"
        label={t('admin.users.branch')}
        rules={[{ required: true, message: t('common.choose', { field: t('admin.users.branch') }) }]}
      >
        <BranchSelect />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('admin.users.role')}
        rules={[{ required: true, message: t('common.choose', { field: t('admin.users.role') }) }]}
      >
        <Select mode="multiple" options={roles.map((role) => ({ value: role, label: roleName(role) }))} />
      </Form.Item>
      {user ? (
        <Form.Item
          name="active"
          label={t('admin.users.state')}
          valuePropName="checked"
          extra={t('admin.users.activeHelp')}
        >
          <Switch checkedChildren={t('admin.users.active')} unCheckedChildren={t('admin.users.inactive')} />
        </Form.Item>
      ) : (
        <Form.Item
          name="password"
          label={t('admin.users.password')}
          rules={[{ required: true, min: 10, message: t('admin.users.passwordRule') }]}
        >
          <PasswordInput />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

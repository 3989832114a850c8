import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, useRoleName } from '../../api/roles';
import type { User } from '../../api/types';
import { userConditions, useUsers, type UserFilter } from '../../api/users';
import { useShortcut } from '../../app/shortcuts';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { useListState } from '../../ui/table/list-state';
import { PasswordDrawer } from './PasswordDrawer';
import { UserDrawer } from './UserDrawer';

const FILTERS: readonly UserFilter[] = ['branchId', 'role'];

/** Columns of who has chosen none. */
const USUAL = ['name', 'email', 'branch', 'roles', 'active'] as const;

type Task = { kind: 'add' } | { kind: 'edit' | 'password'; user: User };

/** Who may log in, where they belong and what they may do. */
export function UsersPage() {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const state = useListState('name', FILTERS);
  const quick = useMemo(() => userConditions(state.filters), [state.filters]);
  const records = useRecords({ list: 'users', defaultSort: 'name', defaultColumns: USUAL, quick, state });
  const [task, setTask] = useState<Task | null>(null);
  const add = useCallback(() => setTask({ kind: 'add' }), []);
  const close = () => setTask(null);
  useShortcut('n', t('admin.users.new'), add);

  const columns: Column<User>[] = [
    { key: 'name', title: t('admin.users.name'), render: (user) => user.name, sortable: true, card: 'title' },
    { key: 'email', title: t('admin.users.email'), render: (user) => user.email, sortable: true },
    { key: 'branch', title: t('admin.users.branch'), render: (user) => user.branchName },
    {
      key: 'roles',
      title: t('admin.users.role'),
      render: (user) => user.roles.map(roleName).join(t('common.separator')),
    },
    {
      key: 'active',
      title: t('admin.users.state'),
      card: 'tag',
      render: (user) =>
        user.active ? (
          <StateTag tone="done">{t('admin.users.active')}</StateTag>
        ) : (
          <StateTag tone="stopped">{t('admin.users.inactive')}</StateTag>
        ),
    },
  ];
  const list = useUsers(records, columns);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('admin.users.new')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('admin.users.title')} note={t('admin.users.note')} actions={addButton} />
      <RecordsTable
        records={records}
        own={columns}
        list={list}
        state={state}
        path={(user) => `/api/users/${user.id}`}
        valueIn={(user) => user.name}
        searchPlaceholder={t('admin.users.search')}
        filters={
          <>
            <BranchSelect
              width={180}
              allowClear
              label={t('admin.users.branch')}
              placeholder={t('admin.users.allBranches')}
              {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
              onChange={(id) => state.setFilter('branchId', id)}
            />
            <Select
              style={{ width: 148 }}
              allowClear
              aria-label={t('admin.users.role')}
              placeholder={t('admin.users.allRoles')}
              value={state.filters.role}
              onChange={(role: string | undefined) => state.setFilter('role', role)}
              options={roles.map((role) => ({ value: role, label: roleName(role) }))}
            />
          </>
        }
        rowActions={(user) => (
          <>
            <Button type="text" size="small" onClick={() => setTask({ kind: 'edit', user })}>
              {t('common.edit')}
            </Button>
            <Button type="text" size="small" onClick={() => setTask({ kind: 'password', user })}>
              {t('admin.users.reset')}
            </Button>
          </>
        )}
        empty={
          <EmptyState
            title={t('admin.users.emptyTitle')}
            body={t('admin.users.emptyBody')}
            action={addButton}
          />
        }
      />
      {task?.kind === 'add' && <UserDrawer user={null} onClose={close} />}
      {task?.kind === 'edit' && <UserDrawer user={task.user} onClose={close} />}
      {task?.kind === 'password' && <PasswordDrawer user={task.user} onClose={close} />}
    </>
  );
}

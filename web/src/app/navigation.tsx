import { ApartmentOutlined, BankOutlined, KeyOutlined, TeamOutlined } from '@ant-design/icons';
import type { ParseKeys } from 'i18next';
import type { ReactNode } from 'react';
import type { Permission } from '../api/types';

/** One place the navigation leads to. */
export interface Place {
  path: string;
  label: ParseKeys;
  icon: ReactNode;
  permission: Permission;
  group: 'work' | 'admin';
  /** After `g`: `g a` opens accounts. */
  key: string;
}

/** Every place that exists, in the order of a working day. */
export const places: readonly Place[] = [
  {
    path: '/accounts',
    label: 'accounts.title',
    icon: <BankOutlined />,
    permission: 'accounts:read',
    group: 'work',
    key: 'a',
  },
  {
    path: '/admin/branches',
    label: 'admin.branches.title',
    icon: <ApartmentOutlined />,
    permission: 'branches:admin',
    group: 'admin',
    key: 'b',
  },
  {
    path: '/admin/users',
    label: 'admin.users.title',
    icon: <TeamOutlined />,
    permission: 'users:admin',
    group: 'admin',
    key: 'u',
  },
  {
    path: '/admin/api-keys',
    label: 'admin.keys.title',
    icon: <KeyOutlined />,
    permission: 'api-keys:admin',
    group: 'admin',
    key: 'k',
  },
];

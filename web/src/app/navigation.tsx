import {
  ApartmentOutlined,
  ApiOutlined,
  BankOutlined,
  BarChartOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  FundOutlined,
  IdcardOutlined,
  InboxOutlined,
  KeyOutlined,
  LayoutOutlined,
  NotificationOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  ProfileOutlined,
  RobotOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons';
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
    path: '/contacts',
    label: 'contacts.title',
    icon: <IdcardOutlined />,
    permission: 'accounts:read',
    group: 'work',
    key: 'o',
  },
  {
    path: '/recovery',
    label: 'plans.work.title',
    icon: <FundOutlined />,
    permission: 'accounts:read',
    group: 'work',
    key: 'v',
  },
  {
    path: '/service',
    label: 'service.title',
    icon: <CustomerServiceOutlined />,
    permission: 'cases:read',
    group: 'work',
    key: 'e',
  },
  {
    path: '/workload',
    label: 'team.workload.title',
    icon: <ScheduleOutlined />,
    permission: 'workload:read',
    group: 'work',
    key: 'w',
  },
  {
    path: '/lists',
    label: 'lists.title',
    icon: <ContactsOutlined />,
    permission: 'lists:read',
    group: 'work',
    key: 'l',
  },
  {
    path: '/campaigns',
    label: 'campaigns.title',
    icon: <NotificationOutlined />,
    permission: 'campaigns:read',
    group: 'work',
    key: 'c',
  },
  {
    path: '/designs',
    label: 'designs.title',
    icon: <LayoutOutlined />,
    permission: 'designs:read',
    group: 'work',
    key: 'd',
  },
  {
    path: '/batches',
    label: 'batches.title',
    icon: <InboxOutlined />,
    permission: 'batches:read',
    group: 'work',
    key: 'p',
  },
  {
    path: '/revenue',
    label: 'revenue.title',
    icon: <BarChartOutlined />,
    permission: 'revenue:read',
    group: 'work',
    key: 'r',
  },
  {
    path: '/suppressions',
    label: 'suppressions.title',
    icon: <StopOutlined />,
    permission: 'lists:read',
    group: 'work',
    key: 's',
  },
  {
    path: '/audit',
    label: 'activity.audit.title',
    icon: <SafetyOutlined />,
    permission: 'audit:read',
    group: 'admin',
    key: 't',
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
    path: '/admin/account-fields',
    label: 'profile.fields.title',
    icon: <ProfileOutlined />,
    permission: 'accounts:admin',
    group: 'admin',
    key: 'f',
  },
  {
    path: '/admin/api-keys',
    label: 'admin.keys.title',
    icon: <KeyOutlined />,
    permission: 'api-keys:admin',
    group: 'admin',
    key: 'k',
  },
  {
    path: '/admin/webhooks',
    label: 'webhooks.title',
    icon: <ApiOutlined />,
    permission: 'webhooks:admin',
    group: 'admin',
    key: 'w',
  },
  {
    path: '/admin/chat-robots',
    label: 'robots.title',
    icon: <RobotOutlined />,
    permission: 'chat-robots:admin',
    group: 'admin',
    key: 'q',
  },
];

/**
 * Where a working day starts: with revenue for those who read and export figures and keep no accounts themselves,
 * with the first place they may open for everybody else.
 */
export function homeOf(may: (permission: Permission) => boolean): Place | undefined {
  const readsFigures = may('revenue:read') && may('revenue:export') && !may('accounts:write');
  const revenue = places.find((place) => place.path === '/revenue');
  return readsFigures ? revenue : places.find((place) => may(place.permission));
}

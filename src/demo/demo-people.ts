import type { Role } from '../identity/permissions';

/** Everybody who can log in to the demo year, all of them made up. */
export interface DemoPerson {
  email: string;
  name: string;
  /** Branch code. */
  branch: string;
  role: Role;
}

export const DEMO_PASSWORD = 'Hongyan-2026';

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: 'admin@demo.hongyan', name: '林思远', branch: 'FJ', role: 'administrator' },
  { email: 'manager@demo.hongyan', name: '陈雅文', branch: 'FJ', role: 'account-manager' },
  { email: 'marketer@demo.hongyan', name: '黄志恒', branch: 'FJ', role: 'marketer' },
  { email: 'operator@demo.hongyan', name: '郑海宁', branch: 'FJ', role: 'operator' },
  { email: 'leader@demo.hongyan', name: '吴岚', branch: 'FJ', role: 'leader' },
  { email: 'auditor@demo.hongyan', name: '许静安', branch: 'FJ', role: 'auditor' },
  { email: 'xm.marketer@demo.hongyan', name: '蔡明溪', branch: 'FJ-XM', role: 'marketer' },
  { email: 'xm.operator@demo.hongyan', name: '苏晨', branch: 'FJ-XM', role: 'operator' },
  { email: 'fz.manager@demo.hongyan', name: '何语桐', branch: 'FJ-FZ', role: 'account-manager' },
];

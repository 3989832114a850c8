import type { TFunction } from 'i18next';
import type { Permission } from '../../api/types';

const features = {
  accounts: 'accounts',
  absences: 'absences',
  teams: 'teams',
  workload: 'workload',
  lists: 'lists',
  addresses: 'addresses',
  suppression: 'suppression',
  designs: 'designs',
  campaigns: 'campaigns',
  batches: 'batches',
  cases: 'cases',
  'service-standards': 'service-standards',
  revenue: 'revenue',
  notes: 'notes',
  audit: 'audit',
  users: 'users',
  branches: 'branches',
  'api-keys': 'api-keys',
  webhooks: 'webhooks',
  'chat-robots': 'chat-robots',
  operations: 'operations',
  views: 'views',
} as const;

type Split<P> = P extends `${infer F}:${infer A}` ? { feature: F; action: A } : never;
type Feature = Split<Permission>['feature'] & keyof typeof features;
type Action = Split<Permission>['action'];

/** A permission in words: `lists:read` → 名址库 · 查看. */
export function scopeName(t: TFunction, scope: string): string {
  const [feature, action] = scope.split(':') as [Feature, Action];
  if (!(feature in features)) return scope;
  return `${t(`admin.features.${feature}`)} · ${t(`admin.actions.${action}`)}`;
}

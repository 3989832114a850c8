/** What a person can do, as one word each: `feature:action`. Routes declare one of these. */
export const PERMISSIONS = [
  'accounts:read',
  'accounts:write',
  'accounts:export',
  'accounts:approve',
  'accounts:admin',
  'accounts:merge',
  'absences:write',
  'teams:write',
  'workload:read',
  'cases:read',
  'cases:write',
  'service-standards:admin',
  'lists:read',
  'lists:write',
  'addresses:read',
  'suppression:write',
  'designs:read',
  'designs:write',
  'campaigns:read',
  'campaigns:write',
  'batches:read',
  'batches:prepare',
  'batches:approve',
  'batches:print',
  'batches:dispatch',
  'revenue:read',
  'revenue:export',
  'notes:write',
  'views:share',
  'audit:read',
  'users:admin',
  'branches:admin',
  'api-keys:admin',
  'webhooks:admin',
  'chat-robots:admin',
  'operations:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = [
  'account-manager',
  'marketer',
  'operator',
  'leader',
  'administrator',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

const READ: Permission[] = [
  'accounts:read',
  'cases:read',
  'lists:read',
  'designs:read',
  'campaigns:read',
  'batches:read',
  'revenue:read',
];

/** Role → permissions. The table is the rule; nothing else in the code asks for a role. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  'account-manager': [
    ...READ,
    'accounts:write',
    'absences:write',
    'cases:write',
    'campaigns:write',
    'lists:write',
    'notes:write',
  ],
  marketer: [
    ...READ,
    'accounts:write',
    'absences:write',
    'cases:write',
    'lists:write',
    'addresses:read',
    'suppression:write',
    'designs:write',
    'campaigns:write',
    'batches:prepare',
    'accounts:export',
    'accounts:merge',
    'revenue:export',
    'notes:write',
    'views:share',
  ],
  operator: [
    ...READ,
    'absences:write',
    'cases:write',
    'addresses:read',
    'batches:approve',
    'batches:print',
    'batches:dispatch',
    'notes:write',
    'operations:read',
  ],
  // Who approves a batch looks at its proof, and a proof shows addresses.
  leader: [
    ...READ,
    'accounts:export',
    'accounts:approve',
    'accounts:merge',
    'absences:write',
    'teams:write',
    'workload:read',
    'cases:write',
    'addresses:read',
    'batches:approve',
    'revenue:export',
    'notes:write',
    'views:share',
    'audit:read',
    'operations:read',
  ],
  administrator: [...PERMISSIONS],
  auditor: [...READ, 'workload:read', 'accounts:export', 'revenue:export', 'audit:read', 'operations:read'],
};

/** Every permission that any of `roles` grants, each once, in the order of `PERMISSIONS`. */
export function permissionsOf(roles: readonly string[]): Permission[] {
  const granted = new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role as Role] ?? []));
  return PERMISSIONS.filter((permission) => granted.has(permission));
}

import type { Permission } from '../identity/permissions';

/** Kinds of records a search finds, and what somebody must be allowed to see of each. */
export const RECORD_KINDS = {
  account: 'accounts:read',
  contact: 'accounts:read',
  case: 'cases:read',
  campaign: 'campaigns:read',
  list: 'lists:read',
  design: 'designs:read',
  batch: 'batches:read',
} as const satisfies Record<string, Permission>;

export type RecordKind = keyof typeof RECORD_KINDS;

export const RECORD_KIND_NAMES = Object.keys(RECORD_KINDS) as [RecordKind, ...RecordKind[]];

/** Those of `wanted` (all when none) that somebody with these permissions may look for. */
export function kindsFor(permissions: readonly string[], wanted: readonly RecordKind[] = []): RecordKind[] {
  const open = RECORD_KIND_NAMES.filter((kind) => permissions.includes(RECORD_KINDS[kind]));
  return wanted.length > 0 ? open.filter((kind) => wanted.includes(kind)) : open;
}

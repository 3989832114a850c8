import { useTranslation } from 'react-i18next';
import type { Role } from './types';

/** The roles a person can have, in the order of the work. */
export const roles: readonly Role[] = [
  'account-manager',
  'marketer',
  'operator',
  'leader',
  'administrator',
  'auditor',
];

function isRole(code: string): code is Role {
  return (roles as readonly string[]).includes(code);
}

/** A role's name; a role this program does not know keeps its code. */
export function useRoleName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => (isRole(code) ? t(`admin.roles.${code}`) : code);
}

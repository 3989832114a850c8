import type { ImportFault } from '../../../libs/lists/record-importer';
import type { WholeAccountRow } from '../accounts.repository';
import type { AccountRowInput } from './account-row';

export interface ImportPerson {
  id: string;
  name: string;
  email: string;
}

const UNKNOWN: ImportFault = {
  column: 'manager',
  code: 'manager-unknown',
  zh: '找不到此客户经理；请填写本局或下级局在用账号的邮箱或姓名。',
  en: 'There is no such account manager. Give the e-mail or the name of somebody active in your branch or one below it.',
};
const AMBIGUOUS: ImportFault = {
  column: 'manager',
  code: 'manager-ambiguous',
  zh: '有几个人叫这个名字，请改填客户经理的邮箱。',
  en: 'Several people go by this name. Give the e-mail of the account manager instead.',
};

/** Whom the row makes the manager; null when it names nobody, or whoever is it already. */
export function managerOf(
  { manager }: AccountRowInput,
  before: WholeAccountRow | undefined,
  people: readonly ImportPerson[],
): { person: ImportPerson | null } | ImportFault {
  if (manager === null || before?.managerName?.toLowerCase() === manager) return { person: null };
  const byEmail = people.filter(({ email }) => email.toLowerCase() === manager);
  const meant = byEmail.length > 0 ? byEmail : people.filter(({ name }) => name.toLowerCase() === manager);
  if (meant.length > 1) return AMBIGUOUS;
  const [one] = meant;
  if (!one) return UNKNOWN;
  return { person: one.id === before?.managerId ? null : one };
}

export const named = ({ id, name }: ImportPerson) => ({ id, name });
export const managerNow = (before: WholeAccountRow | undefined) =>
  before?.managerId ? { id: before.managerId, name: before.managerName } : null;

import type { CreateAccountDto, UpdateAccountDto } from '../account.dto';
import { creditCodeInvalid } from '../accounts.errors';
import { isCreditCode, normalCreditCode } from './credit-code';
import { NO_HABITS } from './profile-words';

/** What an account is made from; what is left out is not known yet. */
export type NewAccount = Pick<CreateAccountDto, 'branchId' | 'code' | 'name' | 'tier'> &
  Partial<CreateAccountDto>;

/** Fields a save may change, in the order its history tells them; of the manager the team's history tells. */
export const SAVED_FIELDS = [
  'name',
  'legalName',
  'tradeNames',
  'creditCode',
  'code',
  'tier',
  'industry',
  'branchId',
  'parentId',
  'active',
  'phone',
  'website',
  'tags',
  'classifications',
  'addresses',
  'importantDates',
  'mailHabits',
] as const satisfies readonly (keyof UpdateAccountDto)[];

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields that were not sent. */
export const given = <T extends object>(input: T): Given<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>;

/** With the credit code as it is kept. @throws AppError `account.credit-code-invalid` */
export function withCreditCode<T extends { creditCode?: string | null }>(input: T): T {
  if (!input.creditCode) return input;
  const creditCode = normalCreditCode(input.creditCode);
  if (!isCreditCode(creditCode)) throw creditCodeInvalid();
  return { ...input, creditCode };
}

const UNKNOWN = {
  industry: null,
  managerId: null,
  parentId: null,
  legalName: null,
  creditCode: null,
  phone: null,
  website: null,
  tradeNames: [],
  tags: [],
  classifications: [],
  addresses: [],
  importantDates: [],
  mailHabits: NO_HABITS,
};

/** The whole of a new account. @throws AppError `account.credit-code-invalid` */
export const newAccount = ({
  branchId,
  code,
  name,
  tier,
  ...input
}: Omit<NewAccount, 'reason' | 'confirmedDuplicates'>) =>
  withCreditCode({ ...UNKNOWN, ...given(input), branchId, code, name, tier });

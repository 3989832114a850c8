import { type FieldChange, fieldChanges } from '../../../../libs/events/field-changes';
import type { ImportChange, ImportFault, PlannedRow } from '../../../../libs/lists/record-importer';
import type { BranchReach } from '../../import/branch-reach';
import { basisMissing, contactOfOtherBranch } from '../contacts.errors';
import type { ContactChange, ContactRow } from '../contacts.repository';
import type { PositionChange, PositionRow } from '../positions.repository';
import { type ContactRowInput, newContact } from './contact-row';

/** A row with what would be saved. */
export interface ContactPlan extends PlannedRow {
  branchId: string;
  accountId: string | null;
  save: ContactChange;
  /** Of the position at the account: what is set of the one there is, or a whole new one. */
  position: { existing: PositionRow | null; save: PositionChange } | null;
}

export interface NamedFirm {
  id: string;
  branchId: string;
  code: string;
  name: string;
}

/** What the rows of one go are held against. */
export interface ContactSurroundings {
  ownBranchId: string;
  branches: BranchReach;
  branchIds: readonly string[];
  /** Accounts that rows name, by code or name. */
  firms: readonly NamedFirm[];
  /** Contacts the viewer sees that have a name of the rows. */
  contacts: readonly ContactRow[];
}

const fault = (column: string | null, code: string, zh: string, en: string): ImportFault => ({
  column,
  code,
  zh,
  en,
});

const FAULTS = {
  branch: fault(
    'branch',
    'branch-out-of-reach',
    '没有此局，或不在您的管辖范围内；请填写本局或下级局的代码。',
    'There is no such branch, or it is not yours. Give the code of your branch or of one below it.',
  ),
  account: fault(
    'account',
    'account-unknown',
    '没有此客户，或不在您的管辖范围内；请填写客户编号或全名。',
    'There is no such account, or it is not yours. Give its code or its whole name.',
  ),
  several: fault(
    'account',
    'account-ambiguous',
    '有几个客户同此编号或名称，请填写唯一的编号。',
    'Several accounts have this code or name. Give the code of one.',
  ),
  name: fault('name', 'required', '联系人须有姓名。', 'A contact needs a name.'),
  role: fault('role', 'required', '在客户任职须填角色。', 'A position at an account needs a role.'),
  rank: fault('rank', 'required', '在客户任职须填职级。', 'A position at an account needs a rank.'),
  noAccount: fault(
    'account',
    'account-missing',
    '职务、角色等须有对应的客户。',
    'A title or a role is told of somebody at an account: say at which.',
  ),
  twoPeople: fault(
    'name',
    'two-people',
    '已有几位联系人与此行相同，无法确定是哪一位。',
    'Several contacts are the same as this row says; which one is meant is not clear.',
  ),
};

const SAVED = [
  ...['name', 'phone', 'mobile', 'email', 'wechat'],
  ...['birthdayCalendar', 'birthdayYear', 'birthdayMonth', 'birthdayDay'],
  ...['preferences', 'lawfulBasis', 'lawfulNote', 'note'],
] as (keyof ContactChange & string)[];
const OF_POSITION = ['title', 'department', 'role', 'rank', 'stance'] as const;

/** What a row would come to. Pure: whatever it is held against comes with it. */
export function planContact(row: ContactRowInput, around: ContactSurroundings): ContactPlan {
  const faults = [...row.faults];
  const { name } = row.contact;
  if (name === undefined) return faulty(row, [...faults, FAULTS.name]);
  const named = row.branch === null ? undefined : around.branches.get(row.branch.toLowerCase());
  if (row.branch !== null && !named) faults.push(FAULTS.branch);
  const firm = firmOf(row, around);
  if (firm && 'column' in firm) return faulty(row, [...faults, firm]);
  const found = contactsLike(row, firm?.id ?? null, around.contacts);
  if (found.length > 1) return faulty(row, [...faults, FAULTS.twoPeople]);
  const before = found[0];
  if (before && !around.branchIds.includes(before.branchId))
    faults.push(asFault(null, contactOfOtherBranch()));
  const existing = before?.positions.find(({ accountId }) => accountId === firm?.id) ?? null;
  faults.push(...positionFaults(row, firm, existing));
  if (!isLawful({ ...before, ...row.contact })) faults.push(asFault('lawfulBasis', basisMissing()));
  if (faults.length > 0) return faulty(row, faults);
  const branchId = before?.branchId ?? named ?? firm?.branchId ?? around.ownBranchId;
  return planned(row, { before, existing, firm, branchId });
}

interface Met {
  before: ContactRow | undefined;
  existing: PositionRow | null;
  firm: NamedFirm | undefined;
  branchId: string;
}

function planned(row: ContactRowInput, { before, existing, firm, branchId }: Met): ContactPlan {
  const { contact } = row;
  const changes = [
    ...fieldChanges<ContactChange>(before ?? {}, contact, SAVED),
    ...(firm ? positionChanges(row, firm.id, existing) : []),
  ].map(({ field, from, to }): ImportChange => ({ field, before: from, after: to }));
  const position = firm ? { existing, save: row.position } : null;
  return {
    rowNumber: row.rowNumber,
    verdict: !before ? 'created' : changes.length > 0 ? 'changed' : 'unchanged',
    keys: keysOf(row, before?.id ?? null, firm?.id ?? null),
    label: firm ? `${contact.name} (${firm.name})` : contact.name!,
    recordId: before?.id ?? null,
    changes,
    faults: [],
    similar: [],
    branchId,
    accountId: firm?.id ?? null,
    save: before ? contact : newContact(contact, branchId),
    position,
  };
}

function firmOf(
  { account }: ContactRowInput,
  { firms, branchIds }: ContactSurroundings,
): NamedFirm | ImportFault | undefined {
  if (account === null) return undefined;
  const mine = firms.filter(({ branchId }) => branchIds.includes(branchId));
  const byCode = mine.filter(({ code }) => code === account.toUpperCase());
  const meant = byCode.length > 0 ? byCode : mine.filter(({ name }) => name === account);
  return meant.length > 1 ? FAULTS.several : (meant[0] ?? FAULTS.account);
}

/**
 * Who the row means: the same name with the same mobile number or e-mail. A row that gives neither means whoever has
 * the name at the account.
 */
function contactsLike(
  { contact }: ContactRowInput,
  accountId: string | null,
  contacts: readonly ContactRow[],
): ContactRow[] {
  const { name, mobile, email } = contact;
  const namesakes = contacts.filter((one) => one.name === name);
  if (mobile || email)
    return namesakes.filter(
      (one) =>
        (mobile && one.mobile === mobile) || (email && one.email?.toLowerCase() === email.toLowerCase()),
    );
  return namesakes.filter(({ positions }) => positions.some((one) => one.accountId === accountId));
}

function positionFaults(
  { position }: ContactRowInput,
  firm: NamedFirm | undefined,
  existing: PositionRow | null,
): ImportFault[] {
  if (!firm) return Object.keys(position).length > 0 ? [FAULTS.noAccount] : [];
  if (existing) return [];
  return [
    ...(position.role === undefined ? [FAULTS.role] : []),
    ...(position.rank === undefined ? [FAULTS.rank] : []),
  ];
}

/** Changes of a position name the account it is at: `title@…`; a new one is told whole. */
function positionChanges(
  { position }: ContactRowInput,
  accountId: string,
  existing: PositionRow | null,
): FieldChange[] {
  if (!existing) return [{ field: `position@${accountId}`, from: null, to: position }];
  return fieldChanges<PositionChange>(existing, position, OF_POSITION).map((change) => ({
    ...change,
    field: `${change.field}@${accountId}`,
  }));
}

const isLawful = ({ lawfulBasis, birthdayMonth, preferences }: ContactChange): boolean =>
  Boolean(lawfulBasis) || ((birthdayMonth ?? null) === null && !preferences);

function keysOf({ contact }: ContactRowInput, id: string | null, accountId: string | null): string[] {
  const { name, mobile, email } = contact;
  const told = [
    ...(mobile ? [`${name}/${mobile}`] : []),
    ...(email ? [`${name}/${email.toLowerCase()}`] : []),
  ];
  return [...(id ? [id] : []), ...(told.length > 0 ? told : [`${name}/at/${accountId ?? ''}`])];
}

const asFault = (
  column: string | null,
  { code, sentence }: { code: string; sentence: { zh: string; en: string } },
): ImportFault => ({ column, code: code.split('.')[1]!, ...sentence });

function faulty({ rowNumber, contact }: ContactRowInput, faults: ImportFault[]): ContactPlan {
  const nothing = { keys: [], recordId: null, changes: [], similar: [], branchId: '', accountId: null };
  return {
    rowNumber,
    verdict: 'faulty',
    label: contact.name ?? '',
    faults,
    save: {},
    position: null,
    ...nothing,
  };
}

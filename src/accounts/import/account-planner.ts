import { fieldChanges } from '../../../libs/events/field-changes';
import type {
  ImportChange,
  ImportColumn,
  ImportFault,
  PlannedRow,
} from '../../../libs/lists/record-importer';
import type { AccountChange, WholeAccountRow } from '../accounts.repository';
import { changedValues, type CustomDefinition } from '../custom-fields/custom-values';
import { newAccount, SAVED_FIELDS } from '../profile/new-account';
import type { BranchReach } from './branch-reach';
import { type ImportPerson, managerNow, managerOf, named } from './import-manager';
import { type AccountRowInput, unfit, withMailing } from './account-row';

/** A row with what would be saved. */
export interface AccountPlan extends PlannedRow {
  branchId: string;
  save: AccountChange;
  /** Whom the team is to have as its primary; null leaves it as it is. */
  managerId: string | null;
  /** What the history names the account by. */
  facts: Record<string, string>;
}

/** What the rows of one go are held against. */
export interface AccountSurroundings {
  columns: readonly ImportColumn[];
  /** Where rows belong that name no branch. */
  ownBranchId: string;
  branches: BranchReach;
  branchIds: readonly string[];
  accounts: readonly WholeAccountRow[];
  /** People of the branches within reach whom a row may mean. */
  people: readonly ImportPerson[];
  definitions(branchId: string): readonly CustomDefinition[];
  /** Another tier for an account that is there takes a leader. */
  mayGrade: boolean;
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
  ambiguous: fault(
    'branch',
    'branch-missing',
    '有几个局使用此编号，请在“所属局”列说明是哪一个。',
    'Several branches have an account with this code. Say in "Branch" which is meant.',
  ),
  twoAccounts: fault(
    'creditCode',
    'two-accounts',
    '编号与统一社会信用代码分别属于两个客户，请核对。',
    'The code and the credit code belong to two different accounts. Check them.',
  ),
  codeMissing: fault('code', 'required', '新客户须有编号。', 'A new account needs a code.'),
  nameMissing: fault('name', 'required', '新客户须有名称。', 'A new account needs a name.'),
  tierMissing: fault('tier', 'required', '新客户须有等级。', 'A new account needs a tier.'),
  tierNeedsApproval: fault(
    'tier',
    'needs-approval',
    '调整已有客户的等级须由领导批准；请留空此列，在客户页提交等级调整建议。',
    'A leader decides about the tier of an account that is there. Leave it empty here and propose the tier on its page.',
  ),
  parent: fault(
    'parent',
    'parent-unknown',
    '找不到上级客户，请先导入上级客户。',
    'The parent account was not found. Import it first.',
  ),
  mailing: fault(
    'postcode',
    'no-address',
    '有邮编但没有邮寄地址。',
    'There is a postcode and no mailing address.',
  ),
  required: fault(
    null,
    'custom-required',
    '必填的自定义字段没有填写。',
    'An additional field that has to be filled in is empty.',
  ),
};

/** What a row would come to. Pure: whatever it is held against comes with it. */
export function planAccount(row: AccountRowInput, around: AccountSurroundings): AccountPlan {
  const faults = [...row.faults];
  const branchId = branchOf(row, around);
  if (branchId === null) return faulty(row, [...faults, FAULTS.branch]);
  const found = accountOf(row, branchId, around);
  if ('code' in found) return faulty(row, [...faults, found]);
  const before = found.account;
  const home = before?.branchId ?? branchId ?? around.ownBranchId;
  const save: AccountChange = { ...row.input };
  faults.push(...putMailing(row, before, save), ...putParent(row, before, save, around));
  const manager = managerOf(row, before, around.people);
  if ('code' in manager) faults.push(manager);
  const custom = customOf(row, before, home, around);
  faults.push(...custom.faults);
  if (!before) faults.push(...missing(row));
  const isGraded = before && row.input.tier !== undefined && row.input.tier !== before.tier;
  if (isGraded && !around.mayGrade) faults.push(FAULTS.tierNeedsApproval);
  if (faults.length > 0) return faulty(row, faults);
  if (custom.changes.length > 0) save.customValues = custom.values;
  const seated = 'code' in manager ? null : manager.person;
  const seat = seated ? [{ field: 'managerId', from: managerNow(before), to: named(seated) }] : [];
  const others = [...custom.changes, ...seat];
  const plan = before ? changed(row, before, save, others) : created(row, home, save, others);
  return { ...plan, managerId: seated?.id ?? null };
}

/** Undefined when the row names none, null when it names one that is not within reach. */
function branchOf({ branch }: AccountRowInput, { branches }: AccountSurroundings): string | null | undefined {
  return branch === null ? undefined : (branches.get(branch.toLowerCase()) ?? null);
}

type Found = { account: WholeAccountRow | undefined } | ImportFault;

function accountOf(
  { input }: AccountRowInput,
  branchId: string | undefined,
  around: AccountSurroundings,
): Found {
  const within = around.accounts.filter((account) =>
    branchId === undefined ? around.branchIds.includes(account.branchId) : account.branchId === branchId,
  );
  const byCode = input.code === undefined ? [] : within.filter(({ code }) => code === input.code);
  // Without a branch a code may mean one account far below; several have to be told apart, one's own is meant first.
  const own = byCode.find((account) => account.branchId === around.ownBranchId);
  if (byCode.length > 1 && !own) return FAULTS.ambiguous;
  const account = own ?? byCode[0];
  const { creditCode } = input;
  if (!creditCode) return { account };
  const home = account?.branchId ?? branchId ?? around.ownBranchId;
  const entity = within.find((one) => one.creditCode === creditCode && one.branchId === home);
  if (account && entity && entity.id !== account.id) return FAULTS.twoAccounts;
  // A code that nobody has yet, on a firm that is there: more likely a slip than a new code.
  if (!account && entity && input.code !== undefined) return FAULTS.twoAccounts;
  return { account: account ?? entity };
}

function putMailing(
  row: AccountRowInput,
  before: WholeAccountRow | undefined,
  save: AccountChange,
): ImportFault[] {
  if (row.mailing.text === undefined && row.mailing.postcode === undefined) return [];
  const addresses = withMailing(before?.addresses ?? [], row.mailing);
  if (!addresses) return [FAULTS.mailing];
  save.addresses = addresses;
  return [];
}

function putParent(
  { parent }: AccountRowInput,
  before: WholeAccountRow | undefined,
  save: AccountChange,
  { accounts }: AccountSurroundings,
): ImportFault[] {
  if (parent === null) return [];
  const named = accounts.filter(({ code, id }) => code === parent && id !== before?.id);
  if (named.length !== 1) return [FAULTS.parent];
  save.parentId = named[0]!.id;
  return [];
}

function customOf(
  { custom }: AccountRowInput,
  before: WholeAccountRow | undefined,
  branchId: string,
  { columns, definitions }: AccountSurroundings,
) {
  const had = before?.customValues ?? {};
  const { values, faults: found } = changedValues(definitions(branchId), had, custom);
  const faults = found.map(({ key, fault: what }) => {
    const column = columns.find(({ name }) => name === `custom.${key}`);
    if (what === 'required') return { ...FAULTS.required, column: column?.name ?? null };
    return column ? unfit(column) : FAULTS.required;
  });
  const keys = Object.keys(custom);
  const after = Object.fromEntries(keys.map((key) => [key, values[key]]));
  const changes = fieldChanges<Record<string, unknown>>(had, after, keys);
  return { values, faults, changes: changes.map((one) => ({ ...one, field: `customValues.${one.field}` })) };
}

const missing = ({ input }: AccountRowInput): ImportFault[] => [
  ...(input.code === undefined ? [FAULTS.codeMissing] : []),
  ...(input.name === undefined ? [FAULTS.nameMissing] : []),
  ...(input.tier === undefined ? [FAULTS.tierMissing] : []),
];

const asChanges = (changes: readonly { field: string; from: unknown; to: unknown }[]): ImportChange[] =>
  changes.map(({ field, from, to }) => ({ field, before: from, after: to }));

function changed(
  row: AccountRowInput,
  before: WholeAccountRow,
  save: AccountChange,
  custom: readonly { field: string; from: unknown; to: unknown }[],
): AccountPlan {
  const changes = asChanges([...fieldChanges<AccountChange>(before, save, SAVED_FIELDS), ...custom]);
  return {
    rowNumber: row.rowNumber,
    verdict: changes.length > 0 ? 'changed' : 'unchanged',
    keys: [`id/${before.id}`, ...keysOf(before.branchId, { ...before, ...save })],
    label: `${before.name} (${before.code})`,
    recordId: before.id,
    changes,
    faults: [],
    similar: [],
    branchId: before.branchId,
    save,
    managerId: null,
    facts: factsOf({ ...before, ...save }),
  };
}

function created(
  row: AccountRowInput,
  branchId: string,
  save: AccountChange,
  custom: readonly { field: string; from: unknown; to: unknown }[],
): AccountPlan {
  const { code, name, tier } = row.input as Required<AccountRowInput['input']>;
  const { customValues, ...profile } = save;
  const account = newAccount({ ...profile, branchId, code, name, tier } as Parameters<typeof newAccount>[0]);
  return {
    rowNumber: row.rowNumber,
    verdict: 'created',
    keys: keysOf(branchId, row.input),
    label: `${name} (${code})`,
    recordId: null,
    changes: asChanges([
      ...fieldChanges<AccountChange>({}, { ...profile, branchId }, SAVED_FIELDS),
      ...custom,
    ]),
    faults: [],
    similar: [],
    branchId,
    save: { ...account, ...(customValues && { customValues }) },
    managerId: null,
    facts: { code, name, tier },
  };
}

const factsOf = ({ code, name, tier }: WholeAccountRow) => ({ code, name, tier });

const keysOf = (
  branchId: string,
  { code, creditCode }: { code?: string | undefined; creditCode?: string | null | undefined },
): string[] => [
  ...(code ? [`${branchId}/code/${code}`] : []),
  ...(creditCode ? [`${branchId}/credit/${creditCode}`] : []),
];

function faulty({ rowNumber, input }: AccountRowInput, faults: ImportFault[]): AccountPlan {
  const label = [input.name, input.code && `(${input.code})`].filter(Boolean).join(' ');
  const nothing = {
    keys: [],
    recordId: null,
    changes: [],
    similar: [],
    branchId: '',
    save: {},
    managerId: null,
    facts: {},
  };
  return { rowNumber, verdict: 'faulty', label, faults, ...nothing };
}

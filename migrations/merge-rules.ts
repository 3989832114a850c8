/** How rows that point at a merged record come to point at the one it became. SQL stands over `r`, the row. */
export interface MergeRule {
  type: 'account' | 'contact';
  /** Order of moving; put back in the opposite one. */
  place: number;
  table: string;
  column: string;
  /** What names the row after the move, as text; its id when left out. */
  key?: string;
  /** Which rows point at a record of this type, where a table points at several types. */
  among?: string;
  /** Rows that are taken away and kept with the merge. `$1` is the survivor, `$2` the merged record. */
  removes?: string;
  /** Rows that stay with the merged record, out of sight until the merge is undone. */
  stays?: string;
  /** Further columns set along with the move, each after a comma. */
  sets?: string;
  /** Columns whose value before the move is kept, those of `sets`. */
  kept?: string[];
  /** Whether rows that stay are told of; false where nobody would miss them. */
  told?: boolean;
}

const OVERLAPS = `daterange(o.from_on, o.until_on, '[]') && daterange(r.from_on, r.until_on, '[]')`;
/** A seat that only one may sit in, and the survivor's is taken on one of its days. */
const TAKEN = `(r.role IN ('lead', 'primary') AND EXISTS (SELECT 1 FROM account_member o
  WHERE o.account_id = $1 AND o.role = r.role AND ${OVERLAPS}))`;
const BRANCH = ', branch_id = (SELECT s.branch_id FROM key_account s WHERE s.id = $1)';
const WORKS_AT_BOTH = (contact: string): string =>
  `EXISTS (SELECT 1 FROM contact_position o WHERE o.account_id = $2 AND o.contact_id = r.${contact})`;
const SAME_FOLLOWER =
  'EXISTS (SELECT 1 FROM follow o WHERE o.record_type = r.record_type AND o.record_id = $1 AND o.user_id = r.user_id)';
const SAME_PIN =
  'EXISTS (SELECT 1 FROM timeline_pin o WHERE o.record_type = r.record_type AND o.record_id = $1 AND o.entry_id = r.entry_id)';

type Rule = Omit<MergeRule, 'type' | 'place'>;

// People move first, then what stands between them. Somebody who works at both keeps the survivor's position, and of
// whom they report to the survivor's word is taken: so no circle can come of two pictures laid over each other.
const ACCOUNT: readonly Rule[] = [
  { table: 'key_account', column: 'parent_id', stays: 'r.id = $1' },
  {
    table: 'contact_position',
    column: 'account_id',
    stays:
      'EXISTS (SELECT 1 FROM contact_position o WHERE o.account_id = $1 AND o.contact_id = r.contact_id)',
    sets: `, is_primary = r.is_primary AND NOT EXISTS (
      SELECT 1 FROM contact_position o WHERE o.account_id = $1 AND o.is_primary)`,
    kept: ['is_primary'],
  },
  {
    table: 'contact_link',
    column: 'account_id',
    key: `concat_ws(':', r.from_id, r.to_id, r.kind)`,
    stays: `${WORKS_AT_BOTH('from_id')} AND ${WORKS_AT_BOTH('to_id')}`,
    removes: `NOT (${WORKS_AT_BOTH('from_id')} AND ${WORKS_AT_BOTH('to_id')}) AND (EXISTS (
        SELECT 1 FROM contact_link o WHERE o.account_id = $1 AND (o.from_id, o.to_id, o.kind) = (r.from_id, r.to_id, r.kind))
      OR (r.kind = 'reports-to' AND ${WORKS_AT_BOTH('from_id')}))`,
    told: false,
  },
  {
    table: 'contact_cover',
    column: 'account_id',
    key: `concat_ws(':', r.contact_id, r.user_id)`,
    stays: WORKS_AT_BOTH('contact_id'),
    told: false,
  },
  {
    // Of two leads or primaries at once the survivor's stays; the other stands by and goes on seeing the account.
    table: 'account_member',
    column: 'account_id',
    stays: `CASE WHEN ${TAKEN} THEN EXISTS (SELECT 1 FROM account_member o
        WHERE o.account_id IN ($1, $2) AND o.id <> r.id AND o.user_id = r.user_id AND ${OVERLAPS})
      ELSE EXISTS (SELECT 1 FROM account_member o
        WHERE o.account_id = $1 AND o.user_id = r.user_id AND o.role = r.role AND ${OVERLAPS}) END`,
    sets: `, role = CASE WHEN ${TAKEN} THEN 'backup' ELSE r.role END${BRANCH}`,
    kept: ['role', 'branch_id'],
  },
  { table: 'account_document', column: 'account_id' },
  { table: 'account_hand_over', column: 'account_id', sets: BRANCH, kept: ['branch_id'] },
  {
    table: 'account_plan',
    column: 'account_id',
    stays: 'EXISTS (SELECT 1 FROM account_plan o WHERE o.account_id = $1 AND o.year = r.year)',
  },
  {
    table: 'plan_goal',
    column: 'account_id',
    stays: 'EXISTS (SELECT 1 FROM account_plan o WHERE o.id = r.plan_id AND o.account_id = $2)',
    told: false,
  },
  {
    table: 'recovery_plan',
    column: 'account_id',
    stays: `r.state IN ('open', 'in-progress') AND EXISTS (
      SELECT 1 FROM recovery_plan o WHERE o.account_id = $1 AND o.state IN ('open', 'in-progress'))`,
  },
  {
    table: 'decline_alarm',
    column: 'account_id',
    stays: `EXISTS (SELECT 1 FROM recovery_plan o WHERE o.id = r.recovery_id AND o.account_id = $2)
      OR EXISTS (SELECT 1 FROM decline_alarm o WHERE o.account_id = $1 AND o.kind = r.kind AND o.year = r.year
        AND o.month IS NOT DISTINCT FROM r.month AND o.occasion IS NOT DISTINCT FROM r.occasion)`,
    told: false,
  },
  { table: 'account_risk', column: 'account_id' },
  {
    table: 'account_action',
    column: 'account_id',
    stays: 'EXISTS (SELECT 1 FROM recovery_plan o WHERE o.id = r.recovery_id AND o.account_id = $2)',
  },
  { table: 'account_whitespace', column: 'account_id' },
  // Of the account that was: a proposal of its tier, its health, how often its picture was drawn anew.
  { table: 'account_tier_proposal', column: 'account_id', stays: 'true', told: false },
  { table: 'account_health', column: 'account_id', key: 'r.account_id::text', stays: 'true', told: false },
  { table: 'account_health_month', column: 'account_id', key: 'r.month::text', stays: 'true', told: false },
  { table: 'account_influence', column: 'account_id', key: 'r.account_id::text', stays: 'true', told: false },
  {
    table: 'absence_cover',
    column: 'account_id',
    key: 'r.absence_id::text',
    stays: 'EXISTS (SELECT 1 FROM absence_cover o WHERE o.account_id = $1 AND o.absence_id = r.absence_id)',
  },
  { table: 'service_case', column: 'account_id', sets: BRANCH, kept: ['branch_id'] },
  { table: 'campaign', column: 'account_id' },
  { table: 'mail_batch', column: 'account_id' },
  { table: 'address_list', column: 'account_id' },
  { table: 'revenue_line', column: 'account_id' },
  { table: 'note', column: 'account_id', told: false },
  { table: 'note', column: 'record_id', among: `r.record_type = 'account'` },
  {
    table: 'follow',
    column: 'record_id',
    among: `r.record_type = 'account'`,
    stays: SAME_FOLLOWER,
    told: false,
  },
  {
    table: 'timeline_pin',
    column: 'record_id',
    key: 'r.entry_id::text',
    among: `r.record_type = 'account'`,
    stays: SAME_PIN,
    sets: ', account_id = $1',
    kept: ['account_id'],
    told: false,
  },
];

// What stands between people goes first and is held to their positions when these have followed.
const CONTACT: readonly Rule[] = [
  {
    table: 'contact_link',
    column: 'from_id',
    key: `concat_ws(':', r.account_id, r.to_id, r.kind)`,
    removes: `r.to_id = $1 OR EXISTS (SELECT 1 FROM contact_link o WHERE o.account_id = r.account_id AND o.from_id = $1
      AND o.kind = r.kind AND (o.to_id = r.to_id OR r.kind = 'reports-to'))`,
    told: false,
  },
  {
    table: 'contact_link',
    column: 'to_id',
    key: `concat_ws(':', r.account_id, r.from_id, r.kind)`,
    removes: `r.from_id = $1 OR EXISTS (SELECT 1 FROM contact_link o
      WHERE o.account_id = r.account_id AND o.to_id = $1 AND o.kind = r.kind AND o.from_id = r.from_id)`,
    told: false,
  },
  {
    table: 'contact_cover',
    column: 'contact_id',
    key: `concat_ws(':', r.account_id, r.user_id)`,
    removes: `EXISTS (SELECT 1 FROM contact_cover o
      WHERE o.account_id = r.account_id AND o.contact_id = $1 AND o.user_id = r.user_id)`,
    told: false,
  },
  {
    table: 'contact_position',
    column: 'contact_id',
    removes:
      'EXISTS (SELECT 1 FROM contact_position o WHERE o.account_id = r.account_id AND o.contact_id = $1)',
  },
  { table: 'contact_touch', column: 'contact_id' },
  { table: 'note', column: 'record_id', among: `r.record_type = 'contact'` },
  {
    table: 'follow',
    column: 'record_id',
    among: `r.record_type = 'contact'`,
    stays: SAME_FOLLOWER,
    told: false,
  },
  {
    table: 'timeline_pin',
    column: 'record_id',
    key: 'r.entry_id::text',
    among: `r.record_type = 'contact'`,
    stays: SAME_PIN,
    told: false,
  },
];

const inOrder = (type: MergeRule['type'], rules: readonly Rule[]): MergeRule[] =>
  rules.map((rule, at) => ({ ...rule, type, place: at + 1 }));

/** Every column that points at an account or a contact. A test holds them against the foreign keys there are. */
export const MERGE_RULES: readonly MergeRule[] = [
  ...inOrder('account', ACCOUNT),
  ...inOrder('contact', CONTACT),
];

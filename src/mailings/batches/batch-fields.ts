import type { ListField } from '../../../libs/lists/field-catalogue';
import { dayOf, timeOrder } from '../../../libs/lists/field-sql';
import { labelled } from '../../../libs/lists/labelled';
import { BATCH_STATES } from './batch-states';

const STATE_NAMES = {
  draft: ['草稿', 'Draft'],
  freezing: ['冻结中', 'Freezing'],
  frozen: ['待审批', 'Awaits approval'],
  approved: ['待印制', 'Ready to print'],
  printing: ['印制中', 'Printing'],
  closed: ['待交寄', 'Ready to dispatch'],
  dispatching: ['交寄中', 'Dispatching'],
  uncertain: ['结果待确认', 'Outcome unknown'],
  dispatched: ['已交寄', 'Dispatched'],
  cancelled: ['已取消', 'Cancelled'],
} as const;

const pieces = (name: string, column: string, zh: string, en: string): ListField => ({
  name,
  type: 'number',
  label: { zh, en },
  sql: column,
  sort: { expression: column, type: 'integer' },
  totalable: true,
});

const dayField = (name: string, column: string, zh: string, en: string): ListField => ({
  name,
  type: 'date',
  label: { zh, en },
  sql: dayOf(column),
  sort: timeOrder(column, 'timestamptz'),
});

/** What a batch `m` knows by itself: for its own list, and for whatever has batches. */
export const BATCH_FIELDS: readonly ListField[] = [
  {
    name: 'code',
    type: 'text',
    label: { zh: '批次号', en: 'Batch' },
    sql: 'm.code',
    sort: { expression: 'm.code', type: 'text' },
  },
  {
    name: 'state',
    type: 'enum',
    label: { zh: '状态', en: 'State' },
    sql: 'm.state',
    options: labelled(BATCH_STATES, STATE_NAMES),
    // In the order of a batch's way, not of the alphabet.
    sort: {
      expression: `coalesce(array_position(ARRAY['${BATCH_STATES.join(`', '`)}'], m.state), 0)`,
      type: 'integer',
    },
    groupable: true,
  },
  pieces('planned', 'm.planned', '计划', 'Planned'),
  pieces('mailed', 'm.mailed', '已寄', 'Mailed'),
  pieces('heldOut', 'm.held_out', '留出', 'Held out'),
  pieces('suppressed', 'm.suppressed', '谢绝', 'Suppressed'),
  pieces('cancelled', 'm.cancelled', '取消', 'Cancelled'),
  pieces('spoiled', 'm.spoiled', '报废', 'Spoiled'),
  dayField('createdAt', 'm.created_at', '建立日期', 'Made on'),
  dayField('frozenAt', 'm.frozen_at', '冻结日期', 'Frozen on'),
  dayField('approvedAt', 'm.approved_at', '审批日期', 'Approved on'),
  dayField('closedAt', 'm.closed_at', '印制完成', 'Printed on'),
  dayField('dispatchedAt', 'm.dispatched_at', '交寄日期', 'Dispatched on'),
];

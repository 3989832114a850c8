import { RecordEvent } from '../../../libs/events/record-event';
import type { BatchState } from './batch-states';

/** A batch as news of it is told, in the columns of its table. */
export interface BatchNews {
  id: string;
  code: string;
  branch_id: string;
  campaign_id: string | null;
  account_id: string | null;
  list_id: string;
  planned: number;
  mailed: number;
  held_out: number;
  suppressed: number;
  error_code: string | null;
  approval: string | null;
  needs_second_person: boolean;
  created_by: string;
}

export const NEWS_COLUMNS =
  'id, code, branch_id, campaign_id, account_id, list_id, planned, mailed, held_out, suppressed, error_code, ' +
  'approval, needs_second_person, created_by';

/** `batch.created`, or `batch.` and the state it has now. */
export function batchEvent(what: 'created' | BatchState, batch: BatchNews): RecordEvent {
  const counts: Record<string, number> =
    batch.planned > 0
      ? {
          planned: batch.planned,
          heldOut: batch.held_out,
          suppressed: batch.suppressed,
          mailed: batch.mailed,
        }
      : {};
  const related = [
    { type: 'campaign', id: batch.campaign_id },
    { type: 'account', id: batch.account_id },
    { type: 'list', id: batch.list_id },
  ];
  return new RecordEvent({
    kind: `batch.${what}`,
    branchId: batch.branch_id,
    subject: { type: 'batch', id: batch.id },
    related: related.flatMap(({ type, id }) => (id === null ? [] : [{ type, id }])),
    facts: {
      code: batch.code,
      ...counts,
      ...(what === 'approved' ? { approval: batch.approval } : {}),
      ...(what === 'frozen' ? { secondPerson: batch.needs_second_person } : {}),
      ...(batch.error_code ? { errorCode: batch.error_code } : {}),
    },
    concerns: [batch.created_by],
  });
}

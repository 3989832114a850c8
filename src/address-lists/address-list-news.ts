import { RecordEvent, type RecordEventInput } from '../../libs/events/record-event';

interface NewsOf {
  id: string;
  branchId: string;
  accountId: string | null;
  name: string;
}

/** What happened to an address list, as its history and its account's tell it. */
export function listEvent(
  kind: string,
  { id, branchId, accountId, name }: NewsOf,
  more: Pick<RecordEventInput, 'changes' | 'reason' | 'oneOfMany'> = {},
): RecordEvent {
  return new RecordEvent({
    kind,
    branchId,
    subject: { type: 'list', id },
    related: accountId ? [{ type: 'account', id: accountId }] : [],
    facts: { name },
    ...more,
  });
}

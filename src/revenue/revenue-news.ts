import { RecordEvent, type RecordRef } from '../../libs/events/record-event';
import type { NewRevenueLine } from './revenue.repository';

type Booked = Pick<NewRevenueLine, 'branchId' | 'accountId' | 'campaignId' | 'amountFen' | 'pieces'>;

/**
 * What was earned, as the histories of campaign and account tell it: once for all lines of the same campaign, account
 * and branch.
 */
export function bookedEvents(lines: readonly Booked[]): RecordEvent[] {
  const groups = new Map<string, Booked[]>();
  for (const line of lines) {
    const key = `${line.branchId} ${line.accountId ?? ''} ${line.campaignId ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map(bookedEvent);
}

function bookedEvent(lines: readonly Booked[]): RecordEvent {
  const { branchId, accountId, campaignId } = lines[0]!;
  const refs: RecordRef[] = [
    ...(campaignId ? [{ type: 'campaign', id: campaignId }] : []),
    ...(accountId ? [{ type: 'account', id: accountId }] : []),
    { type: 'branch', id: branchId },
  ];
  return new RecordEvent({
    kind: 'revenue.booked',
    branchId,
    subject: refs[0]!,
    related: refs.slice(1),
    facts: {
      lines: lines.length,
      amountFen: sumOf(lines.map((line) => line.amountFen)),
      pieces: sumOf(lines.map((line) => line.pieces)),
    },
  });
}

/** Null when none of them is known. */
function sumOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

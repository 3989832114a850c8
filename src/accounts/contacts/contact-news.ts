import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { type FieldChange, fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import type { ContactChange } from './contacts.repository';
import type { PositionChange } from './positions.repository';

type Verb =
  'created' | 'changed' | 'removed' | 'linked' | 'unlinked' | 'touched' | 'revealed' | 'merged' | 'unmerged';

interface Subject {
  id: string;
  branchId: string;
}

// Of these the history says that they changed, and never from what to what: it is kept for ever, and a person may ask
// to be forgotten. Whoever reads it sees the name the contact has by then.
const PRIVATE_FIELDS = [
  'name',
  'phone',
  'mobile',
  'email',
  'wechat',
  'preferences',
  'lawfulNote',
  'note',
] as const;
const BIRTHDAY_FIELDS = ['birthdayCalendar', 'birthdayMonth', 'birthdayDay', 'birthdayYear'] as const;
const OPEN_FIELDS = ['branchId', 'lawfulBasis', 'active'] as const;
const POSITION_FIELDS = [
  'title',
  'department',
  'role',
  'rank',
  'stance',
  'strength',
  'isPrimary',
  'startedOn',
  'endedOn',
] as const;

/** What differs between two states of a contact, without anything that reaches or describes the person. */
export function contactChanges(before: ContactChange, after: ContactChange): FieldChange[] {
  const hidden = fieldChanges(before, after, PRIVATE_FIELDS).map(({ field }) => field);
  if (fieldChanges(before, after, BIRTHDAY_FIELDS).length > 0) hidden.push('birthday');
  return [
    ...fieldChanges(before, after, OPEN_FIELDS),
    ...hidden.map((field) => ({ field, from: null, to: null })),
  ];
}

export const positionChanges = (before: PositionChange, after: PositionChange): FieldChange[] =>
  fieldChanges(before, after, POSITION_FIELDS);

/** Tells whoever listens what happened to a contact. */
@Injectable()
export class ContactNews {
  constructor(private readonly events: EventEmitter2) {}

  /** @param accountIds accounts whose history tells of it too */
  async tell(
    verb: Verb,
    contact: Subject,
    accountIds: readonly string[],
    more: Pick<RecordEventInput, 'changes' | 'facts' | 'reason' | 'oneOfMany'> = {},
  ): Promise<void> {
    const event = new RecordEvent({
      kind: `contact.${verb}`,
      branchId: contact.branchId,
      subject: { type: 'contact', id: contact.id },
      related: accountIds.map((id) => ({ type: 'account', id })),
      ...more,
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

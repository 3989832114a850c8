import { Injectable } from '@nestjs/common';
import { staleVersion } from '../../../libs/http/app-error';
import { type ContactDetails, ContactsService, type WholeContact } from '../contacts/contacts.service';
import type { MergeContactDto } from './merge.dto';
import { blockedIfRefused, overtakenIfRefused } from './merge-refusals';
import { MERGED_CONTACT_FIELDS } from './merge-words';
import { type MergedField, mergedValues, restoredValues } from './merged-values';
import {
  mergeNotFound,
  mergeOfItself,
  mergeOfOtherBranch,
  undoneAlready,
  undoTooLate,
} from './merges.errors';
import { type MergeRow, MergesRepository, type MovedRows } from './merges.repository';

export interface ContactMerge {
  contact: ContactDetails;
  merge: MergeRow;
  moved: MovedRows[];
}

export interface UndoneContactMerge {
  contact: ContactDetails;
  restoredId: string;
  leftFields: string[];
  leftRows: number;
}

/** Two contacts become one person, and can be parted again. Numbers are compared in full and leave here masked. */
@Injectable()
export class ContactMergesService {
  constructor(
    private readonly contacts: ContactsService,
    private readonly merges: MergesRepository,
  ) {}

  /** @throws AppError `record.stale`, `merge.read-only`, `merge.overtaken`, `record.merged` */
  async merge(survivorId: string, input: MergeContactDto): Promise<ContactMerge> {
    const { otherId, version, otherVersion, fields, reason } = input;
    if (otherId === survivorId) throw mergeOfItself();
    await this.merges.takeTurns();
    const survivor = await this.contacts.whole(survivorId);
    const other = await this.contacts.whole(otherId);
    if (!survivor.mayChange || !other.mayChange) throw mergeOfOtherBranch();
    if (survivor.version !== version || other.version !== otherVersion) throw staleVersion();
    const mergeId = await overtakenIfRefused(
      // A person's name stands with the person, not in what is kept of the merge.
      this.merges.begin({ type: 'contact', survivor, other: { ...other, label: '' }, reason }),
    );
    const moved = await overtakenIfRefused(this.merges.move(mergeId));
    const change = mergedValues(survivor, other, MERGED_CONTACT_FIELDS, fields);
    await this.contacts.update(survivorId, { version, ...change });
    await this.merges.keepFields(mergeId, changesOf(survivor, await this.contacts.whole(survivorId), change));
    await this.contacts.tellMerged('merged', survivorId, otherId);
    const contact = await this.contacts.get(survivorId);
    return { contact, merge: (await this.merges.byId('contact', mergeId))!, moved };
  }

  async into(contactId: string): Promise<MergeRow[]> {
    await this.contacts.get(contactId);
    return this.merges.into('contact', contactId);
  }

  /** Parts what was merged; what was changed since stays and is told. */
  async undo(id: string): Promise<UndoneContactMerge> {
    await this.merges.takeTurns();
    const merge = await this.merges.byId('contact', id);
    if (!merge) throw mergeNotFound();
    if (merge.undoneAt) throw undoneAlready();
    if (!merge.mayUndo) throw undoTooLate();
    const survivor = await this.contacts.whole(merge.survivorId);
    if (!(await this.merges.markUndone(id))) throw undoneAlready();
    const { values, left } = restoredValues(survivor, merge.fieldChanges);
    await this.contacts.update(survivor.id, { version: survivor.version, ...values });
    const leftRows = await blockedIfRefused(this.merges.putBack(id));
    await this.contacts.tellMerged('unmerged', survivor.id, merge.mergedId);
    const contact = await this.contacts.get(survivor.id);
    return { contact, restoredId: merge.mergedId, leftFields: left, leftRows };
  }
}

const changesOf = (before: WholeContact, after: WholeContact, change: object): MergedField[] =>
  (Object.keys(change) as (keyof WholeContact)[]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));

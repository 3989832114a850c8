import { DiscoveryService } from '@nestjs/core';
import type { Sentence } from '../http/app-error';
import type { FieldCatalogue, ListField, ListRelation } from './field-catalogue';

/** A value as an edit sets it: JSON of the field's type, null to empty it. */
export type CellValue = string | number | boolean | string[] | null;

/** One change for many records: the value is set; of tags, some are added and others taken away. */
export type RecordChange =
  { field: string; set: CellValue } | { field: string; add: string[]; remove: string[] };

/** What a change would do to one record. */
export interface PlannedChange {
  id: string;
  /** What people call the record. */
  label: string;
  version: number;
  before: CellValue;
  after: CellValue;
  /** Why it cannot be changed; null when it can. */
  fault: Sentence | null;
}

/** A record that was changed, as it stands now. */
export interface ChangedRecord {
  id: string;
  version: number;
}

/** How a feature lets its records be changed many at a time, by its own rules. Runs in the viewer's transaction. */
export interface RecordEditor {
  /** Whoever lacks it edits nothing. */
  permission: string;
  /** @throws AppError when nobody could make this change, e.g. a person that is not there */
  check(change: RecordChange): Promise<void>;
  /** What the change would do to each of these records, those out of the viewer's sight left out. */
  plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]>;
  /** What the records have now, those out of the viewer's sight left out. */
  values(ids: readonly string[], field: string): Promise<{ id: string; version: number; value: CellValue }[]>;
  /**
   * Sets each planned value where the record still has its version, in one go, and tells the history of each.
   *
   * @returns those that were changed; the others were changed by somebody in between
   */
  apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]>;
}

/**
 * A list of records as its feature describes it once. Filters, groups, totals, files, saved views and edits of many
 * work from this. Found at start through Nest's discovery: mark the class `@RecordListSource()`.
 */
export interface RecordList {
  /** In addresses and saved views: `accounts`. */
  readonly name: string;
  readonly title: Sentence;
  readonly permission: string;
  /** Needed for files; nobody exports the list when left out. */
  readonly exportPermission?: string;
  /** `FROM` with every join the catalogue's expressions need. */
  readonly from: string;
  /** Unique SQL column, e.g. `a.id`. */
  readonly idColumn: string;
  /** Field that a file is sorted by when nobody says. */
  readonly defaultSort: string;
  /** Condition for what was typed into the search box, over the parameter that holds it. */
  readonly search?: (parameter: string) => string;
  readonly editor?: RecordEditor;
  /** Needed to change single cells of a list without an editor, through the record's own `PATCH`. */
  readonly editPermission?: string;
  /** Its own fields, in the order of its columns; asked within the viewer's transaction. */
  catalogue(): FieldCatalogue | Promise<FieldCatalogue>;
}

/** What another feature knows of a list's rows, e.g. the money an account brought: mark it `@ListExtensionSource()`. */
export interface ListExtension {
  readonly list: string;
  readonly fields?: readonly ListField[];
  readonly relations?: readonly ListRelation[];
}

export const RecordListSource = DiscoveryService.createDecorator();
export const ListExtensionSource = DiscoveryService.createDecorator();

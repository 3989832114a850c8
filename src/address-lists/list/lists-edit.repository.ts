import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { CellValue, ChangedRecord } from '../../../libs/lists/record-list';

/** What of an address list is edited many at a time. */
export type ListEditField = 'name' | 'accountId' | 'source' | 'purpose';

export interface ListToEdit {
  id: string;
  branchId: string;
  version: number;
  name: string;
  accountId: string | null;
  source: string;
  purpose: string;
}

const TEXT = `r.value #>> '{}'`;
const ASSIGNMENTS: Readonly<Record<ListEditField, string>> = {
  name: `name = ${TEXT}`,
  accountId: `account_id = (${TEXT})::uuid`,
  source: `source = ${TEXT}`,
  purpose: `purpose = ${TEXT}`,
};

@Injectable()
export class ListsEditRepository {
  constructor(private readonly database: Database) {}

  byIds(ids: readonly string[]): Promise<ListToEdit[]> {
    return this.database.manager.query(
      `SELECT l.id, l.branch_id AS "branchId", l.version, l.name, l.account_id AS "accountId", l.source, l.purpose
       FROM address_list l WHERE l.id = ANY ($1::uuid[]) ORDER BY l.id`,
      [ids],
    );
  }

  /** Sets one field of each list that still has its version, and counts the version up. */
  async setField(
    field: ListEditField,
    lists: readonly { id: string; version: number; value: CellValue }[],
  ): Promise<ChangedRecord[]> {
    const [rows]: [ChangedRecord[], number] = await this.database.manager.query(
      `UPDATE address_list l SET ${ASSIGNMENTS[field]}, version = l.version + 1, updated_at = now()
       FROM jsonb_to_recordset($1) AS r (id uuid, version integer, value jsonb)
       WHERE l.id = r.id AND l.version = r.version RETURNING l.id, l.version`,
      [JSON.stringify(lists)],
    );
    return rows;
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { CellValue, ChangedRecord } from '../../../libs/lists/record-list';
import { ACCOUNT_COLUMNS, PROFILE_COLUMNS, type WholeAccountRow } from '../accounts.repository';
import { ACCOUNT_FROM } from './account-sql';

/** One account as a change of many leaves it. */
export interface EditedAccount {
  id: string;
  version: number;
  value: CellValue;
  completeness: number;
  /** Null leaves the day of the next review as it is. */
  reviewDueOn: string | null;
}

const TEXT = `r.value #>> '{}'`;
/** Assignment of each field that a change of many may set; `r.value` is its JSON. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  name: `name = ${TEXT}`,
  tier: `tier = ${TEXT}`,
  industry: `industry = ${TEXT}`,
  legalName: `legal_name = ${TEXT}`,
  phone: `phone = ${TEXT}`,
  website: `website = ${TEXT}`,
  active: `active = (${TEXT})::boolean`,
  tags: `tags = ARRAY(SELECT jsonb_array_elements_text(coalesce(r.value, '[]')))`,
};
const CUSTOM = `custom_values = CASE WHEN r.value IS NULL THEN a.custom_values - $2::text
  ELSE a.custom_values || jsonb_build_object($2::text, r.value) END`;

@Injectable()
export class AccountEditRepository {
  constructor(private readonly database: Database) {}

  whole(ids: readonly string[]): Promise<WholeAccountRow[]> {
    return this.database.manager.query(
      `SELECT ${ACCOUNT_COLUMNS}, ${PROFILE_COLUMNS} ${ACCOUNT_FROM} WHERE a.id = ANY ($1::uuid[]) ORDER BY a.id`,
      [ids],
    );
  }

  /** Sets one field of each account that still has its version, and counts the version up. */
  async setField(field: string, accounts: readonly EditedAccount[]): Promise<ChangedRecord[]> {
    const key = field.startsWith('custom.') ? field.slice('custom.'.length) : null;
    const assignment = key === null ? ASSIGNMENTS[field] : CUSTOM;
    if (!assignment) throw new Error(`field "${field}" cannot be set for many accounts`);
    const [rows]: [ChangedRecord[], number] = await this.database.manager.query(
      `UPDATE key_account a SET ${assignment}, completeness = r.completeness,
         review_due_on = coalesce(r."reviewDueOn", a.review_due_on), version = a.version + 1, updated_at = now()
       FROM jsonb_to_recordset($1) AS r (id uuid, version integer, value jsonb, completeness smallint,
         "reviewDueOn" date)
       WHERE a.id = r.id AND a.version = r.version RETURNING a.id, a.version`,
      [JSON.stringify(accounts), ...(key === null ? [] : [key])],
    );
    return rows;
  }
}

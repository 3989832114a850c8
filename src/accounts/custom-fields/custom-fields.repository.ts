import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { CustomField } from './custom-field.entity';

export type CustomFieldRow = Omit<CustomField, 'createdAt' | 'updatedAt'> & { branchName: string | null };

const SELECT = `SELECT f.id, f.branch_id AS "branchId", b.name AS "branchName", f.key, f.label_zh AS "labelZh",
  f.label_en AS "labelEn", f.type, f.options, f.required, f.section, f.position, f.archived, f.version
  FROM account_custom_field f LEFT JOIN branch b ON b.id = f.branch_id`;
const ORDER = 'ORDER BY f.section, f.position, f.key, f.id';

@Injectable()
export class CustomFieldsRepository {
  constructor(private readonly database: Database) {}

  /** Every field the viewer may read: of their branches and of those above. */
  all(): Promise<CustomFieldRow[]> {
    return this.database.manager.query(`${SELECT} ${ORDER}`);
  }

  /** Fields of a branch's accounts: its own and those laid down above it. */
  ofBranch(branchId: string): Promise<CustomFieldRow[]> {
    return this.database.manager.query(
      `${SELECT} WHERE f.branch_id = ANY (branch_lineage(ARRAY[$1::uuid])) ${ORDER}`,
      [branchId],
    );
  }

  async byId(id: string): Promise<CustomFieldRow | undefined> {
    const rows: CustomFieldRow[] = await this.database.manager.query(`${SELECT} WHERE f.id = $1`, [id]);
    return rows[0];
  }

  /** Whether an account of this branch or of one below could have two fields of this key. */
  async isKeyTaken(branchId: string, key: string): Promise<boolean> {
    // One at a time: two at once, above and below, would not see each other.
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('account_custom_field'))`);
    const rows: unknown[] = await this.database.manager.query(
      `SELECT 1 FROM account_custom_field WHERE key = $2
       AND (branch_id = ANY (branch_lineage(ARRAY[$1::uuid])) OR branch_id IN (SELECT branch_subtree($1)))`,
      [branchId, key],
    );
    return rows.length > 0;
  }

  async insert(field: Partial<CustomField>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(CustomField, field);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<CustomField>): Promise<void> {
    return saveVersion(this.database.manager, CustomField, id, version, change);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { ListView } from './list-view.entity';

export type ViewRow = Omit<ListView, 'createdAt'> & { ownerName: string | null; branchName: string | null };

// Left joins: a county reads a view of the province, but sees neither the province nor its people.
const SELECT = `SELECT v.id, v.list, v.name, v.scope, v.is_default AS "isDefault", v.owner_id AS "ownerId",
  v.branch_id AS "branchId", v.state, v.version, v.updated_at AS "updatedAt", u.name AS "ownerName",
  b.name AS "branchName"
  FROM list_view v LEFT JOIN user_account u ON u.id = v.owner_id LEFT JOIN branch b ON b.id = v.branch_id`;
/** More are not told apart in a menu. */
const MOST_VIEWS = 200;

@Injectable()
export class ViewsRepository {
  constructor(private readonly database: Database) {}

  /** Own views first, then those that are shared. */
  ofList(list: string): Promise<ViewRow[]> {
    return this.database.manager.query(
      `${SELECT} WHERE v.list = $1
       ORDER BY v.scope = 'team', v.name COLLATE "zh-x-icu", v.id LIMIT ${MOST_VIEWS}`,
      [list],
    );
  }

  async byId(id: string): Promise<ViewRow | undefined> {
    const rows: ViewRow[] = await this.database.manager.query(`${SELECT} WHERE v.id = $1`, [id]);
    return rows[0];
  }

  async insert(view: Partial<ListView>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(ListView, view);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<ListView>): Promise<void> {
    return saveVersion(this.database.manager, ListView, id, version, change);
  }

  async remove(id: string): Promise<void> {
    await this.database.manager.query('DELETE FROM list_view WHERE id = $1', [id]);
  }

  /** Makes room for another default of the same person or branch. */
  async clearDefault({
    list,
    scope,
    ownerId,
    branchId,
  }: Pick<ListView, 'list' | 'scope' | 'ownerId' | 'branchId'>) {
    await this.database.manager.query(
      `UPDATE list_view SET is_default = false, version = version + 1, updated_at = now()
       WHERE is_default AND list = $1 AND scope = $2
         AND CASE WHEN $2 = 'private' THEN owner_id = $3 ELSE branch_id = $4 END`,
      [list, scope, ownerId, branchId],
    );
  }
}

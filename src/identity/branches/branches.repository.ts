import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { Branch } from './branch.entity';

/** Branch trees are small (a province has some hundred): they are read whole, bounded here. */
const MOST_BRANCHES = 5_000;

@Injectable()
export class BranchesRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Branch[]> {
    return this.database.manager.find(Branch, { order: { code: 'ASC' }, take: MOST_BRANCHES });
  }

  byId(id: string): Promise<Branch | null> {
    return this.database.manager.findOneBy(Branch, { id });
  }

  async insert(branch: Pick<Branch, 'parentId' | 'code' | 'name' | 'level'>): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      'INSERT INTO branch (parent_id, code, name, level) VALUES ($1, $2, $3, $4) RETURNING id',
      [branch.parentId, branch.code, branch.name, branch.level],
    );
    return row!.id;
  }

  /** Moves take turns until their transactions end: two at once could each put a branch below the other. */
  async lockMoves(): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('branch.move'))`);
  }

  async subtree(id: string): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query('SELECT branch_subtree($1) AS id', [id]);
    return rows.map((row) => row.id);
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<Branch>): Promise<void> {
    return saveVersion(this.database.manager, Branch, id, version, change);
  }
}

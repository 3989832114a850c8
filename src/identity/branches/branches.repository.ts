import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
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

  byCode(code: string): Promise<Branch | null> {
    return this.database.manager.findOneBy(Branch, { code });
  }

  /** True when a branch of any owner has this code: codes are unique over the whole organisation. */
  async codeTaken(code: string): Promise<boolean> {
    return (await this.byCode(code)) !== null;
  }

  async insert(branch: Pick<Branch, 'parentId' | 'code' | 'name' | 'level'>): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      'INSERT INTO branch (parent_id, code, name, level) VALUES ($1, $2, $3, $4) RETURNING id',
      [branch.parentId, branch.code, branch.name, branch.level],
    );
    return row!.id;
  }

  async subtree(id: string): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query('SELECT branch_subtree($1) AS id', [id]);
    return rows.map((row) => row.id);
  }

  /** @returns false when the row has another version by now */
  async update(id: string, version: number, change: Partial<Branch>): Promise<boolean> {
    const result = await this.database.manager.update(
      Branch,
      { id, version },
      { ...change, version: version + 1, updatedAt: new Date() },
    );
    return result.affected === 1;
  }
}

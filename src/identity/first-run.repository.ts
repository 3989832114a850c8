import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Branch } from './branches/branch.entity';

export type FirstBranch = Pick<Branch, 'id' | 'parentId' | 'code' | 'name' | 'level'>;

@Injectable()
export class FirstRunRepository {
  constructor(private readonly database: Database) {}

  /** As the system role: nobody could see a branch yet. */
  async anyBranch(): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query('SELECT 1 FROM branch LIMIT 1');
    return rows.length > 0;
  }

  /** Parents before children. */
  async insertBranches(branches: readonly FirstBranch[]): Promise<void> {
    for (const branch of branches) {
      await this.database.manager.query(
        'INSERT INTO branch (id, parent_id, code, name, level) VALUES ($1, $2, $3, $4, $5)',
        [branch.id, branch.parentId, branch.code, branch.name, branch.level],
      );
    }
  }
}

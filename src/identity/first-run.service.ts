import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { isUniqueViolation } from '../../libs/database/database-errors';
import type { Viewer } from '../../libs/database/viewer';
import type { BranchLevel } from './branches/branch-level';
import { FirstBranch, FirstRunRepository } from './first-run.repository';
import { alreadySetUp } from './identity.errors';
import { PERMISSIONS } from './permissions';
import { UserRow } from './users/users.repository';
import { UsersService } from './users/users.service';

/** A branch of a tree that does not exist yet: it names its parent by code. */
export interface PlannedBranch {
  code: string;
  name: string;
  level: BranchLevel;
  parent: string | null;
}

/**
 * The first branches and people of an empty database. Row security lets a viewer add a branch below one of his
 * own, and here nobody has any; so the ids are made first, and a viewer who holds them adds the rows. No
 * other role is needed for it.
 */
@Injectable()
export class FirstRunService {
  constructor(
    private readonly database: Database,
    private readonly repository: FirstRunRepository,
    private readonly users: UsersService,
  ) {}

  async isEmpty(): Promise<boolean> {
    return !(await this.database.asSystem(() => this.repository.anyBranch()));
  }

  /**
   * Plants a branch tree into an empty database and runs `work` in the same transaction, as a viewer who
   * sees all of it and may do everything.
   *
   * @param tree parents before children, the first one the root
   * @param work gets the new branches' ids by code
   * @throws AppError `first-run.done` when there are branches already, also those of a program that was faster
   */
  async plant<T>(
    tree: readonly PlannedBranch[],
    work: (ids: ReadonlyMap<string, string>) => Promise<T>,
  ): Promise<T> {
    if (!(await this.isEmpty())) throw alreadySetUp();
    const ids = new Map(tree.map((branch) => [branch.code, randomUUID()]));
    const rows: FirstBranch[] = tree.map(({ parent, ...branch }) => ({
      ...branch,
      id: ids.get(branch.code)!,
      parentId: parent === null ? null : ids.get(parent)!,
    }));
    return this.database.asViewer(this.planter(rows), async () => {
      try {
        await this.repository.insertBranches(rows);
      } catch (error) {
        if (isUniqueViolation(error, 'uq_branch_code')) throw alreadySetUp();
        throw error;
      }
      return work(ids);
    });
  }

  /** The root branch and its administrator: what a new installation needs before anybody can log in. */
  createAdministrator(input: {
    branch: Omit<PlannedBranch, 'parent'>;
    email: string;
    name: string;
    password: string;
  }): Promise<UserRow> {
    const { branch, ...person } = input;
    return this.plant([{ ...branch, parent: null }], (ids) =>
      this.users.create({ ...person, branchId: ids.get(branch.code)!, roles: ['administrator'] }),
    );
  }

  private planter(rows: readonly FirstBranch[]): Viewer {
    return {
      userId: randomUUID(),
      branchId: rows[0]!.id,
      branchIds: rows.map((row) => row.id),
      permissions: [...PERMISSIONS],
    };
  }
}

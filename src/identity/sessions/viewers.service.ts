import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { Permission, permissionsOf } from '../permissions';
import { SessionsRepository } from './sessions.repository';

/** Whom nobody asked for work acts as: the history names no person. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Viewers for work that no request opens: jobs, the command line. */
@Injectable()
export class ViewersService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
  ) {}

  /** The viewer a person would be after logging in, or null when there is no such active user. */
  async ofUser(userId: string): Promise<Viewer | null> {
    const known = await this.database.asSystem(() => this.sessions.viewerOfUser(userId));
    if (!known) return null;
    return {
      userId: known.user_id,
      branchId: known.branch_id,
      branchIds: known.branch_ids,
      permissions: permissionsOf(known.roles),
      origin: { via: 'console' },
    };
  }

  /** The first administrator of the highest branch: whom the command line of the machine acts as. */
  async ofAdministrator(): Promise<Viewer | null> {
    const userId = await this.database.asSystem(() => this.sessions.firstAdministrator());
    return userId ? this.ofUser(userId) : null;
  }

  /**
   * A job's viewer: the branch that owns the row the job is about, on behalf of the person who asked for it.
   *
   * @param branchId    from the database row, never from the job
   * @param userId      who started the work
   * @param permissions the few the job needs
   */
  async ofJob(branchId: string, userId: string, permissions: Permission[]): Promise<Viewer> {
    const branchIds = await this.database.asSystem(() => this.sessions.viewerOfBranch(branchId));
    return { userId, branchId, branchIds, permissions, origin: { via: 'job' } };
  }

  /** Whoever follows a link that the branch gave to a client: a person the program does not know. */
  async ofLink(branchId: string): Promise<Viewer> {
    return { ...(await this.ofJob(branchId, NOBODY, [])), origin: { via: 'nobody' } };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { TeamRole } from './account-words';

export interface TeamMemberRow {
  userId: string;
  /** Null when the person belongs to a branch the reader does not see. */
  userName: string | null;
  branchName: string | null;
  role: TeamRole;
}

@Injectable()
export class TeamRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined when the viewer does not see the account */
  async version(accountId: string): Promise<number | undefined> {
    const rows: { version: number }[] = await this.database.manager.query(
      'SELECT team_version AS version FROM key_account WHERE id = $1',
      [accountId],
    );
    return rows[0]?.version;
  }

  /**
   * Counts the team's version up; whoever replaces the team at the same time waits here.
   *
   * @returns false when the team has another version by now
   */
  async advance(accountId: string, version: number): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      'UPDATE key_account SET team_version = team_version + 1 WHERE id = $1 AND team_version = $2',
      [accountId, version],
    );
    return count === 1;
  }

  ofAccount(accountId: string): Promise<TeamMemberRow[]> {
    return this.database.manager.query(
      `SELECT t.user_id AS "userId", t.role, u.name AS "userName", b.name AS "branchName"
       FROM account_member t LEFT JOIN user_account u ON u.id = t.user_id LEFT JOIN branch b ON b.id = u.branch_id
       WHERE t.account_id = $1
       ORDER BY array_position(ARRAY['lead', 'primary', 'backup', 'designer', 'operator', 'sponsor'], t.role),
                u.name, t.user_id`,
      [accountId],
    );
  }

  async replace(accountId: string, members: readonly { userId: string; role: TeamRole }[]): Promise<void> {
    await this.database.manager.query('DELETE FROM account_member WHERE account_id = $1', [accountId]);
    await this.database.manager.query(
      `INSERT INTO account_member (account_id, user_id, role)
       SELECT $1, m.user_id, m.role FROM unnest($2::uuid[], $3::text[]) AS m (user_id, role)`,
      [accountId, members.map((member) => member.userId), members.map((member) => member.role)],
    );
  }
}

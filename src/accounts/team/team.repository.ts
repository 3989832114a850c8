import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { TeamRole } from '../account-words';
import type { KeptSeat, Seat } from './seat-rules';

export interface TeamMemberRow extends KeptSeat {
  userName: string | null;
  branchName: string | null;
  /** In effect today, in time to come, or over. */
  state: 'current' | 'upcoming' | 'past';
  /** Last day of an absence of today, and who acts meanwhile; null while there. */
  awayUntil: string | null;
  standInId: string | null;
  standInName: string | null;
}

export interface TeamState {
  version: number;
  branchId: string;
  name: string;
  code: string;
  /** As the account's branch counts days. */
  today: string;
}

const ROLE_ORDER = `array_position(ARRAY['lead', 'primary', 'backup', 'designer', 'operator', 'sponsor'], m.role)`;
const SEATS = `SELECT m.id, m.user_id AS "userId", m.role, m.from_on::text AS "fromOn", m.until_on::text AS "untilOn",
  p.name AS "userName", p.branch_name AS "branchName",
  CASE WHEN m.from_on > t.today THEN 'upcoming' WHEN m.until_on < t.today THEN 'past' ELSE 'current' END AS state,
  w.until_on::text AS "awayUntil", w.stand_in AS "standInId", s.name AS "standInName"
  FROM account_member m CROSS JOIN LATERAL (SELECT app_today(m.branch_id) AS today) AS t
  LEFT JOIN account_people($1) p ON p.user_id = m.user_id
  LEFT JOIN account_away($1) w ON w.user_id = m.user_id
  LEFT JOIN account_people($1) s ON s.user_id = w.stand_in
  WHERE m.account_id = $1`;

@Injectable()
export class TeamRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined when the viewer does not see the account */
  async state(accountId: string): Promise<TeamState | undefined> {
    const rows: TeamState[] = await this.database.manager.query(
      `SELECT a.team_version AS version, a.branch_id AS "branchId", a.name, a.code, app_today(a.branch_id)::text AS today
       FROM key_account a WHERE a.id = $1`,
      [accountId],
    );
    return rows[0];
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

  /** Seats that are held or will be, in the order a team is read. */
  seats(accountId: string): Promise<TeamMemberRow[]> {
    return this.database.manager.query(
      `${SEATS} AND coalesce(m.until_on, 'infinity') >= t.today
       ORDER BY ${ROLE_ORDER}, m.from_on, p.name, m.id`,
      [accountId],
    );
  }

  /** Every seat there ever was, the last to begin first. */
  history(accountId: string): Promise<TeamMemberRow[]> {
    return this.database.manager.query(
      `${SEATS} ORDER BY m.from_on DESC, ${ROLE_ORDER}, p.name, m.id LIMIT 500`,
      [accountId],
    );
  }

  /** Who serves the account today. */
  serving(accountId: string): Promise<{ userId: string; userName: string | null; role: TeamRole }[]> {
    return this.database.manager.query(
      `SELECT m.user_id AS "userId", p.name AS "userName", m.role
       FROM account_member m LEFT JOIN account_people($1) p ON p.user_id = m.user_id
       WHERE m.account_id = $1 AND app_in_effect(m.from_on, m.until_on, m.branch_id)
       ORDER BY ${ROLE_ORDER}, p.name, m.id`,
      [accountId],
    );
  }

  /** Who acts for a person at an account today; null when nobody does. */
  async standIn(accountId: string, userId: string): Promise<string | null> {
    const [row]: [{ id: string | null }] = await this.database.manager.query(
      'SELECT account_stand_in($1, $2) AS id',
      [accountId, userId],
    );
    return row.id;
  }

  async add(accountId: string, { userId, role, fromOn, untilOn }: Seat): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO account_member (account_id, user_id, role, from_on, until_on) VALUES ($1, $2, $3, $4, $5)',
      [accountId, userId, role, fromOn, untilOn],
    );
  }

  async setDays({ id, fromOn, untilOn }: Pick<KeptSeat, 'id' | 'fromOn' | 'untilOn'>): Promise<void> {
    await this.database.manager.query('UPDATE account_member SET from_on = $2, until_on = $3 WHERE id = $1', [
      id,
      fromOn,
      untilOn,
    ]);
  }

  async drop(id: string): Promise<void> {
    await this.database.manager.query('DELETE FROM account_member WHERE id = $1', [id]);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Link } from './influence-rules';
import { COVERED_BY, CURRENT_POSITION, type PositionRow } from './positions.repository';

/** One of an account's people with their position there; the number in full. */
export interface AccountPersonRow extends Omit<PositionRow, 'accountName' | 'accountBranchId'> {
  contactId: string;
  name: string;
  mobile: string | null;
  active: boolean;
  /** In the position today, and still a contact. */
  current: boolean;
  lastTouchedOn: string | null;
  x: number | null;
  y: number | null;
}

export interface Place {
  contactId: string;
  x: number;
  y: number;
}

@Injectable()
export class InfluenceRepository {
  constructor(private readonly database: Database) {}

  /** Highest rank first, those who left last. */
  people(accountId: string): Promise<AccountPersonRow[]> {
    return this.database.manager.query(
      `SELECT p.id, p.account_id AS "accountId", p.contact_id AS "contactId", c.name, c.mobile, c.active,
              (c.active AND ${CURRENT_POSITION}) AS current, c.last_touched_on::text AS "lastTouchedOn",
              p.title, p.department, p.role, p.rank, p.stance, p.strength, p.is_primary AS "isPrimary",
              p.started_on::text AS "startedOn", p.ended_on::text AS "endedOn", p.x, p.y, p.version,
              ${COVERED_BY} AS "coveredBy"
       FROM contact_position p JOIN contact c ON c.id = p.contact_id
       WHERE p.account_id = $1
       ORDER BY NOT (c.active AND ${CURRENT_POSITION}),
                array_position(ARRAY['executive', 'senior', 'manager', 'staff'], p.rank),
                c.name COLLATE "zh-x-icu", c.id`,
      [accountId],
    );
  }

  links(accountId: string): Promise<Link[]> {
    return this.database.manager.query(
      `SELECT from_id AS "fromId", to_id AS "toId", kind, strength FROM contact_link
       WHERE account_id = $1
       ORDER BY array_position(ARRAY['reports-to', 'sponsors', 'blocks'], kind), from_id, to_id`,
      [accountId],
    );
  }

  async version(accountId: string): Promise<number> {
    const rows: { version: number }[] = await this.database.manager.query(
      'SELECT version FROM account_influence WHERE account_id = $1',
      [accountId],
    );
    return rows[0]?.version ?? 1;
  }

  /**
   * Counts the map's version up; whoever replaces the map at the same time waits here.
   *
   * @returns false when the map has another version by now
   */
  async advance(accountId: string, version: number): Promise<boolean> {
    await this.database.manager.query(
      'INSERT INTO account_influence (account_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [accountId],
    );
    const [, count]: [unknown, number] = await this.database.manager.query(
      'UPDATE account_influence SET version = version + 1 WHERE account_id = $1 AND version = $2',
      [accountId, version],
    );
    return count === 1;
  }

  async replace(accountId: string, links: readonly Link[], places: readonly Place[]): Promise<void> {
    const { manager } = this.database;
    await manager.query('DELETE FROM contact_link WHERE account_id = $1', [accountId]);
    await manager.query(
      `INSERT INTO contact_link (account_id, from_id, to_id, kind, strength)
       SELECT $1, l.* FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::smallint[]) AS l`,
      [
        accountId,
        links.map(({ fromId }) => fromId),
        links.map(({ toId }) => toId),
        links.map(({ kind }) => kind),
        links.map(({ strength }) => strength),
      ],
    );
    await manager.query(
      `UPDATE contact_position p SET x = l.x, y = l.y
       FROM contact_position q LEFT JOIN unnest($2::uuid[], $3::integer[], $4::integer[]) AS l (contact_id, x, y)
         ON l.contact_id = q.contact_id
       WHERE q.id = p.id AND p.account_id = $1`,
      [
        accountId,
        places.map(({ contactId }) => contactId),
        places.map(({ x }) => x),
        places.map(({ y }) => y),
      ],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { ContactPosition } from './contact-position.entity';
import type { ContactRole, Rank, Stance } from './contact-words';

/** A position as an answer names it, but for who may change it. */
export interface PositionRow {
  id: string;
  accountId: string;
  accountName: string;
  /** Branch that owns the account. */
  accountBranchId: string;
  title: string;
  department: string;
  role: ContactRole;
  rank: Rank;
  stance: Stance;
  strength: number;
  isPrimary: boolean;
  startedOn: string | null;
  endedOn: string | null;
  coveredBy: { userId: string; userName: string | null }[];
  version: number;
}

export type PositionChange = Partial<
  Omit<ContactPosition, 'id' | 'contactId' | 'accountId' | 'x' | 'y' | 'version' | 'createdAt' | 'updatedAt'>
>;

/** Of a position `p`: the person is there today. */
export const CURRENT_POSITION = `(p.ended_on IS NULL OR p.ended_on > (now() AT TIME ZONE 'Asia/Shanghai')::date)`;

/** Of a position `p`: who of ours keeps the relationship. */
export const COVERED_BY = `coalesce((
  SELECT json_agg(json_build_object('userId', v.user_id, 'userName', u.name) ORDER BY u.name, v.user_id)
  FROM contact_cover v LEFT JOIN user_account u ON u.id = v.user_id
  WHERE v.account_id = p.account_id AND v.contact_id = p.contact_id), '[]')`;

/** The positions of one contact that the viewer sees, those held today first, as JSON. */
export const positionsOf = (contactId: string): string => `coalesce((
  SELECT json_agg(json_build_object('id', p.id, 'accountId', p.account_id, 'accountName', a.name,
      'accountBranchId', a.branch_id, 'title', p.title, 'department', p.department, 'role', p.role, 'rank', p.rank,
      'stance', p.stance, 'strength', p.strength, 'isPrimary', p.is_primary, 'startedOn', p.started_on,
      'endedOn', p.ended_on, 'version', p.version, 'coveredBy', ${COVERED_BY})
    ORDER BY NOT ${CURRENT_POSITION}, array_position(ARRAY['executive', 'senior', 'manager', 'staff'], p.rank), p.id)
  FROM contact_position p JOIN key_account a ON a.id = p.account_id WHERE p.contact_id = ${contactId}), '[]')`;

@Injectable()
export class PositionsRepository {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<ContactPosition | null> {
    return this.database.manager.findOneBy(ContactPosition, { id });
  }

  async insert(contactId: string, accountId: string, position: PositionChange): Promise<string> {
    const { identifiers } = await this.database.manager.insert(ContactPosition, {
      contactId,
      accountId,
      ...position,
    });
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: PositionChange): Promise<void> {
    return saveVersion(this.database.manager, ContactPosition, id, version, change);
  }

  /** With it go its links and who kept the relationship. */
  async remove(id: string): Promise<void> {
    await this.database.manager.delete(ContactPosition, { id });
  }

  /** Makes room for another to be called first. */
  async clearPrimary(accountId: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE contact_position SET is_primary = false WHERE account_id = $1 AND is_primary',
      [accountId],
    );
  }

  async replaceCover(accountId: string, contactId: string, userIds: readonly string[]): Promise<void> {
    const key = [accountId, contactId];
    await this.database.manager.query(
      'DELETE FROM contact_cover WHERE account_id = $1 AND contact_id = $2',
      key,
    );
    await this.database.manager.query(
      `INSERT INTO contact_cover (account_id, contact_id, user_id)
       SELECT DISTINCT $1::uuid, $2::uuid, u FROM unnest($3::uuid[]) AS u`,
      [...key, userIds],
    );
  }

  async coveredBy(accountId: string, contactId: string): Promise<string[]> {
    const rows: { userId: string }[] = await this.database.manager.query(
      'SELECT user_id AS "userId" FROM contact_cover WHERE account_id = $1 AND contact_id = $2',
      [accountId, contactId],
    );
    return rows.map(({ userId }) => userId);
  }
}

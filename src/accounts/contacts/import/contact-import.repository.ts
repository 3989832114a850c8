import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import { isForeignKeyViolation } from '../../../../libs/database/database-errors';
import { Contact } from '../contact.entity';
import { ContactPosition } from '../contact-position.entity';
import type { ContactChange } from '../contacts.repository';
import type { PositionChange } from '../positions.repository';
import type { NamedFirm } from './contact-planner';

export type NewPosition = PositionChange & { contactId: string; accountId: string };

@Injectable()
export class ContactImportRepository {
  constructor(private readonly database: Database) {}

  /** Ids of the contacts the viewer sees that have one of these names. */
  async named(names: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      'SELECT c.id FROM contact c WHERE c.name = ANY ($1::text[]) ORDER BY c.id LIMIT 5000',
      [names],
    );
    return rows.map(({ id }) => id);
  }

  /** Accounts that go by one of these codes or names, as far as the viewer sees them. */
  firms(words: readonly string[]): Promise<NamedFirm[]> {
    return this.database.manager.query(
      `SELECT a.id, a.branch_id AS "branchId", a.code, a.name FROM key_account a
       WHERE a.code = ANY ($1::text[]) OR a.name = ANY ($2::text[]) ORDER BY a.id LIMIT 5000`,
      [words.map((word) => word.toUpperCase()), words],
    );
  }

  /** @returns the new ids, in the order of the contacts */
  async insert(contacts: readonly ContactChange[]): Promise<string[]> {
    if (contacts.length === 0) return [];
    const { identifiers } = await this.database.manager.insert(Contact, [...contacts]);
    return identifiers.map(({ id }) => id as string);
  }

  async insertPositions(positions: readonly NewPosition[]): Promise<void> {
    if (positions.length > 0) await this.database.manager.insert(ContactPosition, [...positions]);
  }

  /** Those of these contacts that nobody has spoken with, kept in touch with or linked, with at most one position. */
  async bare(ids: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT c.id FROM contact c LEFT JOIN contact_positions_of($1::uuid[]) n ON n.contact_id = c.id
       WHERE c.id = ANY ($1::uuid[]) AND coalesce(n.positions, 0) <= 1
         AND NOT EXISTS (SELECT 1 FROM contact_touch t WHERE t.contact_id = c.id)
         AND NOT EXISTS (SELECT 1 FROM contact_cover v WHERE v.contact_id = c.id)
         AND NOT EXISTS (SELECT 1 FROM contact_link l WHERE c.id IN (l.from_id, l.to_id))
         AND NOT EXISTS (SELECT 1 FROM contact_position p WHERE p.contact_id = c.id AND p.version > 1)`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes contacts away, with their positions. @returns false, with nothing done, when something refers to one */
  async remove(ids: readonly string[]): Promise<boolean> {
    try {
      // Inside the open transaction this is a savepoint.
      await this.database.manager.transaction((manager) =>
        manager.query('DELETE FROM contact WHERE id = ANY ($1::uuid[])', [ids]),
      );
      return true;
    } catch (error) {
      if (isForeignKeyViolation(error)) return false;
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { isForeignKeyViolation, isUniqueViolation } from '../../../libs/database/database-errors';
import {
  ACCOUNT_COLUMNS,
  PROFILE_COLUMNS,
  type AccountChange,
  type WholeAccountRow,
} from '../accounts.repository';
import { KeyAccount } from '../key-account.entity';
import type { ImportPerson } from './import-manager';
import { ACCOUNT_FROM } from '../list/account-sql';

/** Team, contacts and the service desk's files go with an account that is deleted: one that has them stays. */
const hangs = (table: string) => `EXISTS (SELECT 1 FROM ${table} h WHERE h.account_id = a.id)`;
const HANGS = ['contact_position', 'account_influence'].map(hangs).join(' OR ');
/** A new account begins with team version 1; giving it a manager makes that 2. */
const TEAM_AS_IMPORTED = '(a.id = ANY ($2::uuid[]) AND a.team_version = 2)';

@Injectable()
export class AccountImportRepository {
  constructor(private readonly database: Database) {}

  /** Accounts that a row may mean, as far as the viewer sees them. */
  matching(codes: readonly string[], creditCodes: readonly string[]): Promise<WholeAccountRow[]> {
    return this.database.manager.query(
      `SELECT ${ACCOUNT_COLUMNS}, ${PROFILE_COLUMNS} ${ACCOUNT_FROM}
       WHERE a.code = ANY ($1::text[]) OR a.credit_code = ANY ($2::text[]) ORDER BY a.id`,
      [codes, creditCodes],
    );
  }

  /** Active people of these branches who go by one of these e-mails or names, in lower case. */
  people(words: readonly string[], branchIds: readonly string[]): Promise<ImportPerson[]> {
    return this.database.manager.query(
      `SELECT id, name, email FROM user_account
       WHERE active AND branch_id = ANY ($2::uuid[]) AND (lower(email) = ANY ($1::text[]) OR lower(name) = ANY ($1::text[]))
       ORDER BY id`,
      [words, branchIds],
    );
  }

  /** @returns the new ids, in the order of the accounts */
  async insert(accounts: readonly AccountChange[]): Promise<string[]> {
    if (accounts.length === 0) return [];
    const { identifiers } = await this.database.manager.insert(KeyAccount, [...accounts]);
    return identifiers.map(({ id }) => id as string);
  }

  /** Does the work, or nothing of it when another record has by now what may be there once only. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      // Inside the open transaction this is a savepoint.
      await this.database.manager.transaction(work);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /**
   * Those of these accounts on which nothing hangs that would go with them.
   *
   * @param withManager those that the import gave a manager, who goes with them if the team is untouched
   */
  async bare(ids: readonly string[], withManager: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT a.id FROM key_account a WHERE a.id = ANY ($1::uuid[]) AND NOT (${HANGS})
         AND (${TEAM_AS_IMPORTED} OR NOT ${hangs('account_member')})`,
      [ids, withManager],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes accounts away. @returns false, with nothing done, when something refers to one of them */
  async remove(ids: readonly string[]): Promise<boolean> {
    try {
      await this.database.manager.transaction((manager) =>
        manager.query('DELETE FROM key_account WHERE id = ANY ($1::uuid[])', [ids]),
      );
      return true;
    } catch (error) {
      if (isForeignKeyViolation(error)) return false;
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

/** How long the program may have stood still without an account keeping a manager of old days. */
const DAYS_BACK = 31;

/** As the system role, which reads seats by day and may write an account's manager and nothing else of it. */
@Injectable()
export class ManagerDaysRepository {
  constructor(private readonly database: Database) {}

  /** Accounts whose primary came or went lately and whose manager is not their primary of today. */
  due(limit: number): Promise<{ accountId: string }[]> {
    return this.database.manager.query(
      `SELECT DISTINCT a.id AS "accountId" FROM account_member m JOIN key_account a ON a.id = m.account_id
       WHERE m.role = 'primary' AND a.manager_id IS DISTINCT FROM account_primary(a.id)
         AND (m.from_on BETWEEN CURRENT_DATE - ${DAYS_BACK} AND CURRENT_DATE + 1
           OR m.until_on BETWEEN CURRENT_DATE - ${DAYS_BACK} AND CURRENT_DATE + 1) LIMIT $1`,
      [limit],
    );
  }

  async follow(accountId: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE key_account SET manager_id = account_primary(id) WHERE id = $1',
      [accountId],
    );
  }
}

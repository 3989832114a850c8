import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';

@Injectable()
export class DemoRepository {
  constructor(private readonly database: Database) {}

  /** As the system role: which of these people can log in. */
  async activeAmong(emails: readonly string[]): Promise<string[]> {
    const rows: { email: string }[] = await this.database.manager.query(
      'SELECT email FROM user_account WHERE email = ANY ($1) AND active',
      [emails],
    );
    return rows.map((row) => row.email);
  }
}

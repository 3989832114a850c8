import { Client } from 'pg';
import { hashPassword } from '../../src/identity/password';
import type { Role } from '../../src/identity/permissions';

let passwordHash: Promise<string> | undefined;

/** Rows that tests start from, written as superuser behind row security. */
export class Fixtures {
  static readonly password = 'correct horse battery';

  constructor(private readonly databaseUrl: string) {}

  /** Runs one statement as superuser. */
  async sql<T extends object>(statement: string, parameters: unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<T>(statement, parameters)).rows;
    } finally {
      await client.end();
    }
  }

  /** @returns the branch's id */
  async branch(code: string, parentId: string | null = null, name = code): Promise<string> {
    const [row] = await this.sql<{ id: string }>(
      `INSERT INTO branch (parent_id, code, name, level)
       VALUES ($1, $2, $3, CASE WHEN $1::uuid IS NULL THEN 'province' ELSE 'city' END) RETURNING id`,
      [parentId, code, name],
    );
    return row!.id;
  }

  /** @returns the user's id; the password is `Fixtures.password` */
  async user(email: string, branchId: string, roles: Role[]): Promise<string> {
    passwordHash ??= hashPassword(Fixtures.password);
    const [row] = await this.sql<{ id: string }>(
      `INSERT INTO user_account (branch_id, email, name, roles, password_hash)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [branchId, email, email.split('@')[0], roles, await passwordHash],
    );
    return row!.id;
  }
}

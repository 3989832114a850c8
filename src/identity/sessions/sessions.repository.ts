import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

export interface Credentials {
  id: string;
  branch_id: string;
  password_hash: string;
}

export interface KnownViewer {
  user_id: string;
  branch_id: string;
  roles: string[];
  branch_ids: string[];
}

const VIEWER_COLUMNS = `u.id AS user_id, u.branch_id, u.roles,
  ARRAY(SELECT branch_subtree(u.branch_id)) AS branch_ids`;

/** Runs as the system role: these queries come before anybody is known. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async credentials(email: string): Promise<Credentials | undefined> {
    const rows: Credentials[] = await this.database.manager.query(
      'SELECT id, branch_id, password_hash FROM user_account WHERE email = $1 AND active',
      [email],
    );
    return rows[0];
  }

  async create(userId: string, tokenHash: Buffer, csrfToken: string, hours: number): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO session (user_id, token_hash, csrf_token, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
      [userId, tokenHash, csrfToken, hours],
    );
    await this.database.manager.query('DELETE FROM session WHERE expires_at < now()');
  }

  async viewerOfSession(
    tokenHash: Buffer,
  ): Promise<(KnownViewer & { session_id: string; csrf_token: string }) | undefined> {
    const rows: (KnownViewer & { session_id: string; csrf_token: string })[] =
      await this.database.askAsSystem(
        `SELECT s.id AS session_id, s.csrf_token, ${VIEWER_COLUMNS}
       FROM session s JOIN user_account u ON u.id = s.user_id
       WHERE s.token_hash = $1::bytea AND s.expires_at > now() AND u.active`,
        [`\\x${tokenHash.toString('hex')}`],
      );
    return rows[0];
  }

  async viewerOfApiKey(
    keyHash: Buffer,
  ): Promise<(KnownViewer & { key_id: string; scopes: string[] }) | undefined> {
    const rows: (KnownViewer & { key_id: string; scopes: string[] })[] = await this.database.manager.query(
      `SELECT k.id AS key_id, k.scopes, ${VIEWER_COLUMNS}
       FROM api_key k JOIN user_account u ON u.id = k.user_id
       WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND u.active`,
      [keyHash],
    );
    if (rows[0]) {
      await this.database.manager.query(
        `UPDATE api_key SET last_used_at = now()
         WHERE key_hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [keyHash],
      );
    }
    return rows[0];
  }

  async viewerOfUser(userId: string): Promise<KnownViewer | undefined> {
    const rows: KnownViewer[] = await this.database.manager.query(
      `SELECT ${VIEWER_COLUMNS} FROM user_account u WHERE u.id = $1 AND u.active`,
      [userId],
    );
    return rows[0];
  }

  async viewerOfBranch(branchId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query('SELECT branch_subtree($1) AS id', [
      branchId,
    ]);
    return rows.map((row) => row.id);
  }

  async firstAdministrator(): Promise<string | undefined> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT u.id FROM user_account u JOIN branch b ON b.id = u.branch_id
       WHERE u.active AND 'administrator' = ANY (u.roles)
       ORDER BY b.parent_id IS NOT NULL, u.created_at, u.id LIMIT 1`,
    );
    return rows[0]?.id;
  }

  async delete(sessionId: string): Promise<void> {
    await this.database.manager.query('DELETE FROM session WHERE id = $1', [sessionId]);
  }

  /** As the viewer: who am I, for the page's header. */
  async describe(userId: string): Promise<Record<string, string> & { roles: string[] }> {
    const [row] = await this.database.manager.query(
      `SELECT u.id, u.name, u.email, u.locale, u.roles,
              b.id AS branch_id, b.code AS branch_code, b.name AS branch_name, b.level AS branch_level
       FROM user_account u JOIN branch b ON b.id = u.branch_id WHERE u.id = $1`,
      [userId],
    );
    return row;
  }

  async setLocale(userId: string, locale: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE user_account SET locale = $2, updated_at = now() WHERE id = $1',
      [userId, locale],
    );
  }
}

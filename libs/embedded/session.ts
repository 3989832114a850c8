import { existsSync } from 'node:fs';
import { Client, DatabaseError } from 'pg';
import { SUPERUSER } from './cluster';
import { EmbeddedPostgresError } from './embedded-errors';
import { socketFile, socketFolder } from './socket';

/** Advisory lock of the maintenance database, held shared by every program that uses the server. */
const IN_USE_LOCK = 7_240_118;

/**
 * One program's presence on the server: a connection that holds a shared lock while the program lives. The operating
 * system closes it when the program is killed, so that "is anybody still using this server" is never a guess.
 */
export class Session {
  private constructor(
    private readonly client: Client,
    readonly port: number,
  ) {}

  /**
   * Joins the server on `port` after making sure that it serves `cluster` and knows our password.
   *
   * @returns null when no server answers there (yet, or any more)
   * @throws EmbeddedPostgresError EMBEDDED_NOT_OURS
   */
  static async join(port: number, password: string, cluster: string): Promise<Session | null> {
    const client = connection(port, password, 'postgres');
    // Without a listener the end of the server would be an uncaught error; whenLost tells of it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      if (!sameFolder(rows[0]?.data_directory, cluster)) throw notOurs('data_directory');
      // Waits while another program holds the lock to stop the server; that ends this connection.
      await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE_LOCK]);
      return new Session(client, port);
    } catch (error) {
      await client.end().catch(() => undefined);
      if (error instanceof EmbeddedPostgresError) throw error;
      if (error instanceof DatabaseError && error.code?.startsWith('28')) throw notOurs(error.code);
      return null;
    }
  }

  /** Calls back once when the connection ends without {@link end}. */
  whenLost(listener: () => void): void {
    this.client.once('end', listener);
  }

  /** Makes the database unless it is there. */
  async ensureDatabase(name: string): Promise<void> {
    const { rowCount } = await this.client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    try {
      await this.client.query(`CREATE DATABASE ${this.client.escapeIdentifier(name)}`);
    } catch (error) {
      // 42P04, 23505: another program made it at the same moment.
      if (!(error instanceof DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error;
    }
  }

  /** Gives up the shared lock; true when nobody else holds it and the server may be stopped before {@link end}. */
  async isLast(): Promise<boolean> {
    await this.client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
    const { rows } = await this.client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      IN_USE_LOCK,
    ]);
    return rows[0]?.last === true;
  }

  async end(): Promise<void> {
    this.client.removeAllListeners('end');
    await this.client.end().catch(() => undefined);
  }
}

function connection(port: number, password: string, database: string): Client {
  return new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database,
    connectionTimeoutMillis: 10_000,
    application_name: 'embedded-keeper',
  });
}

/** Address of a database of the server, as `pg` and TypeORM take it. Holds the password: never log it. */
export function databaseUrl(cluster: string, port: number, password: string, database: string): string {
  const url = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const folder = socketFolder(cluster);
  // A server that was started without one is still spoken to by its port.
  return folder && existsSync(socketFile(folder, port)) ? `${url}?host=${encodeURIComponent(folder)}` : url;
}

// PostgreSQL writes forward slashes on Windows too.
function sameFolder(a: string | undefined, b: string): boolean {
  const normal = (folder: string) => folder.replaceAll('\\', '/');
  return a !== undefined && normal(a) === normal(b);
}

function notOurs(detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('EMBEDDED_NOT_OURS', detail);
}

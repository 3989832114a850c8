import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { locateBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { EmbeddedPostgresError, explaining } from './embedded-errors';
import { freePort, launch } from './launch';
import { isServerOf, readPostmasterFile } from './postmaster-file';
import { ServerHome, settleHome } from './server-home';
import { Session, databaseUrl } from './session';
import { stopServer } from './stop-server';
import { watch } from './watchdog';

/** What the server has to say; messages never hold the password or data. */
interface EmbeddedLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; made when missing. */
  dataDir: string;
  /** Database to make when missing, and to name in `url`. Default `postgres`. */
  database?: string;
  /** For tests: no durability, ends with this process whatever happens, and `dataDir` is deleted at the end. */
  throwaway?: boolean;
  logger?: EmbeddedLogger;
}

export interface EmbeddedPostgres {
  /** Address of the database with the superuser's password. Never log it. */
  url: string;
  /** Port on 127.0.0.1. */
  port: number;
  /** True when a living server was found and joined instead of started. */
  adopted: boolean;
  /**
   * Leaves the server. The last program to leave stops it; while another program uses the server it goes on. Close
   * your own connections first. May be called again.
   *
   * @throws EmbeddedPostgresError EMBEDDED_STOP_FAILED
   */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10 * 60_000;
const SILENT: EmbeddedLogger = { info: () => undefined, warn: () => undefined };

/**
 * Runs the PostgreSQL that npm ships, or joins the one that already serves `dataDir`: after kill -9 of this program the
 * server lives on and is adopted; after kill -9 of the server it is started again and recovers by its log. Two programs
 * may come at once. While the program lives, a server that dies is brought back on the same port.
 *
 * @throws EmbeddedPostgresError with a sentence in Chinese and English for everything a user can mend
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return explaining(async () => {
    const home = await settleHome(options.dataDir, await locateBinaries());
    const folders = [home.dir, options.dataDir];
    const letWatchdogGo = options.throwaway ? watch(home.cluster, folders) : () => undefined;
    const password = await ensureCluster(home, options.throwaway ?? false);
    const keeper = new Keeper(home, password, options, letWatchdogGo);
    const { adopted, port } = await keeper.start();
    const url = databaseUrl(home.cluster, port, password, options.database ?? 'postgres');
    let stopping: Promise<void> | undefined;
    return { url, port, adopted, stop: () => (stopping ??= keeper.stop()) };
  });
}

/** Keeps this program's session on the server, and the server alive with it. */
class Keeper {
  private readonly logger: EmbeddedLogger;
  private readonly throwaway: boolean;
  private session: Session | undefined;
  private stopped = false;
  private rejoining: Promise<void> | undefined;

  constructor(
    private readonly home: ServerHome,
    private readonly password: string,
    private readonly options: EmbeddedPostgresOptions,
    private readonly letWatchdogGo: () => void,
  ) {
    this.logger = options.logger ?? SILENT;
    this.throwaway = options.throwaway ?? false;
  }

  async start(): Promise<{ adopted: boolean; port: number }> {
    const { session, adopted } = await this.obtain();
    this.hold(session);
    if (this.options.database) await session.ensureDatabase(this.options.database);
    this.logger.info(`embedded PostgreSQL ${adopted ? 'adopted' : 'started'} on 127.0.0.1:${session.port}`);
    return { adopted, port: session.port };
  }

  /** Joins a living server or launches one; each reason to try again waits a little longer than the last. */
  private async obtain(wantedPort?: number): Promise<{ session: Session; adopted: boolean }> {
    const deadline = Date.now() + START_LIMIT_MS;
    let port = wantedPort ?? (await freePort());
    let adopted = true;
    for (let attempt = 0; attempt < 25 && Date.now() < deadline; attempt++) {
      const session = await this.joinLiving(deadline);
      if (session) return { session, adopted };
      const outcome = await launch(this.home, port, this.throwaway, deadline);
      adopted = outcome !== 'ready';
      if (outcome === 'port taken' && attempt % 5 === 4) port = await freePort();
      else if (outcome === 'port taken' && wantedPort === undefined) port = await freePort();
      if (adopted) await delay(Math.min(2_000, 50 * 1.5 ** attempt));
    }
    throw new EmbeddedPostgresError('EMBEDDED_START_FAILED', 'timeout');
  }

  /** Joins the server that holds the cluster, waiting while it starts or ends; null when there is none. */
  private async joinLiving(deadline: number): Promise<Session | null> {
    for (let round = 0; Date.now() < deadline; round++) {
      const file = await readPostmasterFile(this.home.cluster);
      if (!file || !(await isServerOf(file.pid, this.home.cluster))) return null;
      if (file.ready && file.port) {
        const session = await Session.join(file.port, this.password, this.home.cluster);
        if (session) return session;
      }
      if (round === 100) this.logger.warn('embedded PostgreSQL is still starting or recovering, please wait');
      await delay(Math.min(200, 15 + round));
    }
    return null;
  }

  private hold(session: Session): void {
    this.session = session;
    session.whenLost(() => {
      if (this.stopped || this.throwaway) return;
      this.logger.warn('embedded PostgreSQL was lost, bringing it back');
      this.rejoining = this.rejoin(session.port);
    });
  }

  /** The pools of this program know one port, so the server comes back on it. */
  private async rejoin(port: number): Promise<void> {
    try {
      const { session } = await this.obtain(port);
      if (session.port !== port)
        this.logger.warn('embedded PostgreSQL came back on another port, please restart');
      this.hold(session);
      this.logger.info('embedded PostgreSQL is back');
    } catch (error) {
      this.session = undefined;
      this.logger.warn(error instanceof Error ? error.message : 'embedded PostgreSQL did not come back');
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.rejoining;
    const session = this.session;
    const last = this.throwaway || (await session?.isLast().catch(() => false));
    if (last) await stopServer(this.home, this.throwaway ? 'immediate' : 'fast');
    await session?.end();
    if (this.throwaway) {
      for (const dir of [this.home.dir, this.options.dataDir])
        await rm(dir, { recursive: true, force: true });
      this.letWatchdogGo();
    }
    this.logger.info(`embedded PostgreSQL ${last ? 'stopped' : 'left running for another program'}`);
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { escapeLiteral } from 'pg';
import { DataSource, EntityManager } from 'typeorm';
import { beginWith, inOneMessage } from './one-message';
import { arrayLiteral, Viewer } from './viewer';

interface Scope {
  manager: EntityManager;
  viewer: Viewer | null;
  afterCommit: (() => unknown)[];
}

export interface TransactionOptions {
  /** Bound on each statement, milliseconds. Requests keep the default; jobs over whole lists pass their own. */
  statementTimeoutMs?: number;
}

const REQUEST_STATEMENT_TIMEOUT_MS = 15_000;

const SYSTEM = { role: 'hongyan_system' };

/** The statement that makes a transaction somebody's. */
function enter(
  settings: Readonly<Record<string, string>>,
  { statementTimeoutMs }: TransactionOptions,
): string {
  const all = {
    ...settings,
    statement_timeout: String(statementTimeoutMs ?? REQUEST_STATEMENT_TIMEOUT_MS),
  };
  const calls = Object.entries(all).map(
    ([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`,
  );
  return `SELECT ${calls.join(', ')}`;
}

/** Thrown by `Database.manager` outside a transaction: a query without a viewer is a mistake in the code. */
export class NoTransactionError extends Error {
  readonly code = 'database.no-transaction';
}

/**
 * The one way to the tables. A transaction is opened as somebody (`asViewer`) or, for the few steps that
 * come before anybody is known, as the narrow system role (`asSystem`). Repositories take `manager` from
 * here and therefore cannot run unscoped; a nested call with the same viewer joins the open transaction.
 */
@Injectable()
export class Database {
  private readonly logger = new Logger(Database.name);
  private readonly scope = new AsyncLocalStorage<Scope>();

  constructor(readonly dataSource: DataSource) {}

  /** The manager of the current transaction. @throws NoTransactionError outside one */
  get manager(): EntityManager {
    return this.current().manager;
  }

  /** The viewer of the current transaction. @throws NoTransactionError outside one or as system */
  get viewer(): Viewer {
    const { viewer } = this.current();
    if (!viewer) throw new NoTransactionError('This transaction has no viewer.');
    return viewer;
  }

  /** The viewer of the current transaction; null as system. @throws NoTransactionError outside one */
  get viewerIfAny(): Viewer | null {
    return this.current().viewer;
  }

  /** Runs `work` in one transaction that sees what `viewer` may see. Rolls back when it throws. */
  asViewer<T>(viewer: Viewer, work: () => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const settings = {
      role: 'hongyan_app',
      'app.user_id': viewer.userId,
      'app.branch_ids': arrayLiteral(viewer.branchIds),
      'app.permissions': arrayLiteral(viewer.permissions),
    };
    return this.run(viewer, work, settings, options);
  }

  /**
   * Runs `work` as `hongyan_system`, which may log people in and find due work but holds no grant on
   * address records, money, or more of an account than where it stands in its group and what it is called. Never for
   * answering a request's own question.
   */
  asSystem<T>(work: () => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.run(null, work, SYSTEM, options);
  }

  /**
   * One question as system without a transaction around it, in a single message to the server: for who somebody is,
   * which every request asks before its own work.
   *
   * @param text with `$1`, `$2`, … for the values
   */
  async askAsSystem<Row>(text: string, values: readonly string[]): Promise<Row[]> {
    const question = text.replace(/\$(\d+)/g, (_, place: string) =>
      escapeLiteral(values[Number(place) - 1]!),
    );
    return inOneMessage<Row>(this.dataSource, [enter(SYSTEM, {}), question]);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  /** Runs `hook` once the current transaction is committed; its failure is logged and goes no further. */
  afterCommit(hook: () => unknown): void {
    this.current().afterCommit.push(hook);
  }

  private current(): Scope {
    const scope = this.scope.getStore();
    if (!scope) throw new NoTransactionError('No transaction is open; use asViewer or asSystem.');
    return scope;
  }

  private async run<T>(
    viewer: Viewer | null,
    work: () => Promise<T>,
    settings: Readonly<Record<string, string>>,
    options: TransactionOptions,
  ): Promise<T> {
    const open = this.scope.getStore();
    if (open && open.viewer === viewer) return work();
    if (open) throw new NoTransactionError('A transaction of another viewer is open.');
    const hooks: (() => unknown)[] = [];
    const result = await beginWith(this.dataSource, enter(settings, options), (manager) =>
      this.scope.run({ manager, viewer, afterCommit: hooks }, work),
    );
    for (const hook of hooks) {
      try {
        await hook();
      } catch (error) {
        this.logger.error(`after commit: ${(error as Error).message}`);
      }
    }
    return result;
  }
}

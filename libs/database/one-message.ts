import type { QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';

/**
 * Runs `work` in a transaction whose first statement goes out in the same message as its beginning: every message is
 * a turn of both processes, and a small request has few of them.
 *
 * @param first a statement without parameters
 */
export async function beginWith<T>(
  dataSource: DataSource,
  first: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const query = runner.query.bind(runner);
  try {
    runner.query = (text: string, ...rest: unknown[]) =>
      query(text === 'START TRANSACTION' ? `${text}; ${first}` : text, ...(rest as []));
    await runner.startTransaction();
    runner.query = query;
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    runner.query = query;
    // The first error is the one to be told, not that of a connection which is gone.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/**
 * Sends statements without parameters in one message, which the server runs as one transaction.
 *
 * @returns the rows of the last
 */
export async function inOneMessage<Row>(
  dataSource: DataSource,
  statements: readonly string[],
): Promise<Row[]> {
  const [client, release] = (await (dataSource.driver as PostgresDriver).obtainMasterConnection()) as [
    { query(text: string): Promise<QueryResult[]> },
    (broken?: unknown) => void,
  ];
  try {
    const results = await client.query(statements.join('; '));
    release();
    return results.at(-1)!.rows as Row[];
  } catch (error) {
    release(error);
    throw error;
  }
}

import { types } from 'pg';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

const INT8_OID = 20;

/** Counts and money (fen) come as numbers; a value a number cannot hold exactly is an error, never rounded. */
types.setTypeParser(INT8_OID, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('database: bigint beyond 2^53');
  return value;
});

/**
 * Options of the program's connection pool. Every connection starts as the plain role `hongyan_app`
 * (`-c role=…`), so that even a query outside a viewer's transaction meets row security: no rows.
 *
 * @param url      connection URL of a login that is a member of `hongyan_app` and `hongyan_system`
 * @param entities entity classes of the features
 * @param poolSize most connections this process may open
 */
export function poolOptions(
  url: string,
  entities: (new () => object)[] | EntitySchema[],
  poolSize: number,
): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    migrationsRun: false,
    poolSize,
    connectTimeoutMS: 10_000,
    applicationName: 'hongyan',
    extra: { options: '-c role=hongyan_app', idleTimeoutMillis: 30_000 },
  };
}

/** A connection as the login itself, for migrations and tests that look behind row security. */
export function ownerDataSource(url: string, migrations: string[] = []): DataSource {
  return new DataSource({ type: 'postgres', url, entities: [], migrations, synchronize: false, poolSize: 1 });
}

import { join } from 'node:path';
import { ownerDataSource } from './data-source';

/** Two programs starting at once take turns: any constant works, it only has to be the same everywhere. */
const MIGRATION_LOCK = 726_001;

/**
 * Brings the database at `url` to the newest schema; does nothing when it is there already.
 *
 * @returns the names of the migrations that ran
 * @throws the database's own error when a migration fails; that migration is rolled back
 */
export async function migrate(url: string): Promise<string[]> {
  const source = ownerDataSource(url, [join(__dirname, '../../migrations/[0-9]*.{ts,js}')]);
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // The pool holds a single connection, the one that has the lock; migrations need another.
    const worker = ownerDataSource(url, [join(__dirname, '../../migrations/[0-9]*.{ts,js}')]);
    await worker.initialize();
    try {
      const done = await worker.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    } finally {
      await worker.destroy();
    }
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
    await source.destroy();
  }
}

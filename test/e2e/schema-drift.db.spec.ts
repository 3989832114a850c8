import { DataSource } from 'typeorm';
import { ownerDataSource } from '../../libs/database/data-source';
import { createTestApp, TestApp } from '../support/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
});
afterAll(() => app.close());

/** Constraints that only migrations hold (see docs/decisions): checks, and foreign keys across features. */
const MIGRATIONS_ONLY = /^ALTER TABLE "\w+" DROP CONSTRAINT "(\w+_(check|fkey)|ck_\w+|fk_\w+|\w+_check\d*)"$/;

test('entities say what the migrations made: the schema builder has nothing to change', async () => {
  const { entities } = app.database.dataSource.options;
  const owner = new DataSource({ ...ownerDataSource(app.databaseUrl).options, entities });
  await owner.initialize();
  try {
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    const changes = upQueries.map((query) => query.query).filter((query) => !MIGRATIONS_ONLY.test(query));
    expect(changes).toEqual([]);
  } finally {
    await owner.destroy();
  }
});

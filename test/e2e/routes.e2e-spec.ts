import { PERMISSIONS } from '../../src/identity/permissions';
import { nameOf, routesOf } from '../support/routes';
import { createTestApp, TestApp } from '../support/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
});
afterAll(() => app.close());

test('every route and who may call it, for review', () => {
  expect(routesOf(app).map((route) => `${nameOf(route)} → ${route.access}`)).toMatchSnapshot();
});

test('no route is left without a decision, and every permission named exists', () => {
  const known = new Set<string>(['public', 'signed in', ...PERMISSIONS]);
  expect(routesOf(app).filter(({ access }) => !known.has(access))).toEqual([]);
});

test('every route that is not public answers 401 to a stranger', async () => {
  for (const route of routesOf(app).filter(({ access }) => access !== 'public')) {
    const url = route.path.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000');
    const response = await app.anonymous[route.method](url);
    expect([nameOf(route), response.status]).toEqual([nameOf(route), 401]);
  }
});

import { RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { PERMISSION, PUBLIC } from '../../libs/auth/auth.decorators';
import { PERMISSIONS } from '../../src/identity/permissions';
import { createTestApp, TestApp } from '../support/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false' });
});
afterAll(() => app.close());

/** `GET /api/users → users:admin` for every route the program has. */
function routes(): string[] {
  const discovery = app.app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  return discovery
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const path = [
          Reflect.getMetadata(PATH_METADATA, controller),
          Reflect.getMetadata(PATH_METADATA, handler),
        ]
          .join('/')
          .replace(/\/+/g, '/')
          .replace(/^\/|\/$/g, '');
        const open = (key: string) =>
          Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
        const permission = open(PUBLIC) ? 'public' : ((open(PERMISSION) as string | undefined) ?? 'DENIED');
        return [`${RequestMethod[method]} /api/${path} → ${permission === '*' ? 'signed in' : permission}`];
      });
    })
    .sort();
}

test('every route and who may call it, for review', () => {
  expect(routes()).toMatchSnapshot();
});

test('no route is left without a decision, and every permission named exists', () => {
  const known = new Set<string>(['public', 'signed in', ...PERMISSIONS]);
  expect(routes().filter((route) => !known.has(route.split(' → ')[1]!))).toEqual([]);
});

test('every route that is not public answers 401 to a stranger', async () => {
  for (const route of routes().filter((line) => !line.endsWith('public'))) {
    const [method, path] = route.split(' ') as [string, string];
    const url = path.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000');
    const response = await app.anonymous[method.toLowerCase() as 'get'](url);
    expect([route, response.status]).toEqual([route, 401]);
  }
});

import { RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { PERMISSION, PUBLIC } from '../../libs/auth/auth.decorators';
import type { Method, TestApp } from './test-app';

export interface Route {
  method: Method;
  /** With its parameters as the controller names them: `/api/batches/:id/proof`. */
  path: string;
  /** `public`, `signed in`, the permission's name, or `DENIED` when nobody decided. */
  access: string;
}

/** Every route the program has, read from its controllers, sorted. */
export function routesOf({ app }: TestApp): Route[] {
  const scanner = new MetadataScanner();
  const routes = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => routeOf(controller, prototype[name]!))
        .filter((route) => route !== undefined);
    });
  return routes.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

/** `GET /api/users`. */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

function routeOf(controller: Type, handler: object): Route | undefined {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return undefined;
  const path = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)]
    .join('/')
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '');
  const declared = (key: string): unknown =>
    Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  const permission = declared(PUBLIC) ? 'public' : ((declared(PERMISSION) as string | undefined) ?? 'DENIED');
  return {
    method: RequestMethod[method].toLowerCase() as Method,
    path: `/api/${path}`,
    access: permission === '*' ? 'signed in' : permission,
  };
}

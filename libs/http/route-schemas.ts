import { RequestMethod, type ExecutionContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { z } from 'zod';

/** Where `@ZodResponse` writes down what a route answers. */
const RESPONSE = 'ZOD_SERIALIZER_DTO_OPTIONS';

interface WithSchema {
  schema?: unknown;
}

/** What a handler's parameter is filled with. */
export interface RouteArgument {
  index: number;
  kind: RouteParamtypes;
  /** The one property taken, as in `@Param('id')`. */
  property?: string;
}

/** The schema of what the handler answers; undefined for files, streams and answers without a body. */
export function responseSchemaOf(handler: object): z.ZodType | undefined {
  const declared = Reflect.getMetadata(RESPONSE, handler) as WithSchema | WithSchema[] | undefined;
  const dto = Array.isArray(declared) ? declared[0] : declared;
  if (!(dto?.schema instanceof z.ZodType)) return undefined;
  return Array.isArray(declared) ? z.array(dto.schema) : dto.schema;
}

/** The schema of the body the handler takes, if it takes one. */
export function bodySchemaOf(controller: Type, method: string): z.ZodType | undefined {
  const body = argumentsOf(controller, method).find(({ kind }) => kind === RouteParamtypes.BODY);
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) as
    WithSchema[] | undefined;
  const schema = body && types?.[body.index]?.schema;
  return schema instanceof z.ZodType ? schema : undefined;
}

/** What the parameters of a handler are filled with. */
export function argumentsOf(controller: Type, method: string): RouteArgument[] {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  return Object.entries(declared).map(([key, { index, data }]) => ({
    index,
    kind: Number(key.split(':')[0]) as RouteParamtypes,
    ...(typeof data === 'string' && { property: data }),
  }));
}

/**
 * The handler of the same controller that reads the record a write is about: the GET of the write's own path, or of
 * the path it is below (`:id/review` → `:id`).
 *
 * @returns the method's name, or undefined when the record cannot be read by its path alone
 */
export function readerOf(controller: Type, handler: object): string | undefined {
  const prototype = controller.prototype as Record<string, object>;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const readers = new Map(
    names
      .filter((name) => Reflect.getMetadata(METHOD_METADATA, prototype[name]!) === RequestMethod.GET)
      .filter((name) => responseSchemaOf(prototype[name]!) !== undefined)
      .map((name) => [pathOf(prototype[name]!), name]),
  );
  // `accounts/:id/team` may be the controller's own path; `accounts` alone names no record.
  const ofOneRecord = String(Reflect.getMetadata(PATH_METADATA, controller)).includes(':');
  const own = pathOf(handler);
  for (let path = own; path.includes(':') || (ofOneRecord && path === own); path = above(path)) {
    const reader = readers.get(path);
    if (reader && argumentsOf(controller, reader).every(({ kind }) => kind === RouteParamtypes.PARAM)) {
      return reader;
    }
    if (!path.includes('/')) break;
  }
  return undefined;
}

const above = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The names of an object's own fields, through what is wrapped around it; undefined when it is no object. */
export function shapeOf(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : undefined;
}

/** What stands below null, undefined, defaults and conversions: the type as it leaves. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  for (let depth = 0; depth < 20; depth++) {
    if (
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodReadonly
    ) {
      inner = inner.unwrap() as z.ZodType;
    } else if (inner instanceof z.ZodPipe) inner = inner.out as z.ZodType;
    else if (inner instanceof z.ZodLazy) inner = inner.unwrap() as z.ZodType;
    else return inner;
  }
  return inner;
}

/** Remembers what is read from a handler's declarations: they never change. */
export function perHandler<T>(read: (context: ExecutionContext) => T): (context: ExecutionContext) => T {
  const known = new WeakMap<object, { value: T }>();
  return (context) => {
    const handler = context.getHandler();
    let entry = known.get(handler);
    if (!entry) known.set(handler, (entry = { value: read(context) }));
    return entry.value;
  };
}

function pathOf(handler: object): string {
  const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
  return (Array.isArray(path) ? path[0] : path) ?? '';
}

import { z } from 'zod';
import { AppError } from './app-error';
import { shapeOf, unwrapped } from './route-schemas';

/** What is asked of a record: each field whole (`true`), or some of what stands in it. */
export type Selection = Map<string, Selection | true>;

/** Longest `fields` parameter. */
const MOST_CHARACTERS = 2_000;

/**
 * Reads `a,b,c.d` against what a route answers. A dot leads into an object, or into each object of a list.
 *
 * @throws AppError `request.fields-unknown` naming every field the answer does not have
 */
export function selectionOf(text: string, schema: z.ZodType): Selection {
  const selection: Selection = new Map();
  const unknown: string[] = [];
  for (const path of text.slice(0, MOST_CHARACTERS + 1).split(',')) {
    const names = path.trim().split('.');
    if (!isKnown(names, schema)) unknown.push(path.trim());
    else add(selection, names);
  }
  if (text.length > MOST_CHARACTERS || unknown.length > 0) throw fieldsUnknown(unknown, schema);
  return selection;
}

/** Leaves in a record, or in each record of a list, what was asked for; the record's own order of fields stays. */
export function pick(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((one) => pick(one, selection));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const wanted = selection.get(name);
    if (wanted === undefined) return [];
    return [[name, wanted === true ? inner : pick(inner, wanted)]];
  });
  return Object.fromEntries(entries) as unknown;
}

/** The record a list holds, when a route answers a list in `items`; the answer itself otherwise. */
export function recordOf(schema: z.ZodType): { record: z.ZodType; isList: boolean } {
  const items = shapeOf(schema)?.items;
  const list = items && unwrapped(items);
  if (list instanceof z.ZodArray) return { record: list.element as z.ZodType, isList: true };
  return { record: schema, isList: false };
}

function add(selection: Selection, [name, ...rest]: string[]): void {
  const present = selection.get(name!);
  if (present === true) return;
  if (rest.length === 0) return void selection.set(name!, true);
  const inner = present ?? new Map<string, Selection | true>();
  selection.set(name!, inner);
  add(inner, rest);
}

function isKnown([name, ...rest]: string[], schema: z.ZodType): boolean {
  if (name === undefined) return true;
  return insides(schema, name).some((inner) => isKnown(rest, inner));
}

/** What a field of this name may hold; none when there is no such field. */
function insides(schema: z.ZodType, name: string): z.ZodType[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) return insides(inner.element as z.ZodType, name);
  if (inner instanceof z.ZodObject) {
    const shape = inner.shape as Record<string, z.ZodType>;
    return Object.hasOwn(shape, name) ? [shape[name]!] : [];
  }
  if (inner instanceof z.ZodRecord) return name === '' ? [] : [inner.valueType as z.ZodType];
  if (inner instanceof z.ZodUnion || inner instanceof z.ZodIntersection) {
    const parts = inner instanceof z.ZodUnion ? inner.options : [inner.def.left, inner.def.right];
    return (parts as z.ZodType[]).flatMap((part) => insides(part, name));
  }
  return [];
}

function fieldsUnknown(unknown: readonly string[], schema: z.ZodType): AppError {
  // Names are told again only if they could be names: an error page is no place for what somebody else typed.
  const named = unknown.filter((name) => /^[\w.-]{1,100}$/.test(name)).join(', ');
  const known = Object.keys(shapeOf(schema) ?? {}).join(', ');
  const zh = `fields 中有此接口没有的字段${named && `（${named}）`}，可用的字段：${known}。`;
  const en = `The parameter fields names what this answer does not have${named && ` (${named})`}. It has: ${known}.`;
  return new AppError('request.fields-unknown', 400, { zh, en }, [
    { path: 'fields', code: 'unknown', zh, en },
  ]);
}

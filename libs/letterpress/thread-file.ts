import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The compiled file of a thread: beside compiled code it lies here; when sources run as they are, in the build.
 * @throws Error when there is none
 */
export function threadFile(name: 'press-thread' | 'artwork-thread'): string {
  const places = [__dirname, resolve(__dirname, '../../dist/libs/letterpress')];
  const found = places.map((place) => join(place, `${name}.js`)).find((file) => existsSync(file));
  if (!found) throw new Error(`The compiled ${name} is missing; build the project first.`);
  return found;
}

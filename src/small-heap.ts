import { setFlagsFromString } from 'node:v8';

/** How much of what a full collection left may be added before the next one, per cent. */
const GROWTH_PERCENT = 15;

/**
 * Sweeps the heap when it has grown by a little instead of, as V8 would while memory is plenty, by as much again: for
 * a process that does the same work over and over, and must be as large after a million pieces as after a thousand.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

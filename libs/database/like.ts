/**
 * Pattern for `ILIKE` that finds `text` anywhere and takes `%`, `_` and `\` in it literally.
 *
 * @param text what a person typed, or undefined
 * @returns null when there is nothing to look for
 */
export function containsPattern(text: string | undefined): string | null {
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
}

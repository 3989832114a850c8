/**
 * JSON with one spelling: keys sorted by UTF-16 code units at every depth, no spaces, numbers and texts as ECMAScript
 * writes them. Source: RFC 8785 (JSON Canonicalization Scheme).
 *
 * @throws Error for what JSON does not know: undefined, functions, numbers that are not finite
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('canonical JSON: not a number');
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error('canonical JSON: not a JSON value');
  return text;
}

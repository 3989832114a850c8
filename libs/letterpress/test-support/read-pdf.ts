import { inflateSync } from 'node:zlib';

/** A PDF taken apart just enough for tests: objects by number, streams inflated. */
export interface ReadPdf {
  objects: Map<number, { dictionary: string; stream?: Buffer }>;
}

export function readPdf(bytes: Buffer): ReadPdf {
  const objects: ReadPdf['objects'] = new Map();
  const text = bytes.toString('latin1');
  const xref = Number(/startxref\s+(\d+)/.exec(text.slice(-64))?.[1]);
  const rows = text.slice(xref).matchAll(/(\d{10}) 00000 n /g);
  for (const row of rows) {
    const at = Number(row[1]);
    const number = Number(/^(\d+) 0 obj/.exec(text.slice(at, at + 20))?.[1]);
    const end = text.indexOf('endobj', at);
    const streamAt = text.indexOf('stream\n', at);
    const body = text.slice(at, streamAt >= 0 && streamAt < end ? streamAt : end);
    const length = /\/Length (\d+)/.exec(body)?.[1];
    if (length === undefined || streamAt < 0) {
      objects.set(number, { dictionary: body });
      continue;
    }
    const raw = bytes.subarray(streamAt + 7, streamAt + 7 + Number(length));
    const stream = body.includes('/FlateDecode') ? inflateSync(raw) : raw;
    objects.set(number, { dictionary: body, stream });
  }
  return { objects };
}

/** Objects whose dictionary contains `needle`. */
export function find(
  pdf: ReadPdf,
  needle: string,
): { number: number; dictionary: string; stream?: Buffer }[] {
  return [...pdf.objects]
    .filter(([, o]) => o.dictionary.includes(needle))
    .map(([number, o]) => ({ number, ...o }));
}

/** The object `key` of a dictionary refers to. */
export function follow(
  pdf: ReadPdf,
  dictionary: string,
  key: string,
): { dictionary: string; stream?: Buffer } {
  const number = Number(new RegExp(`/${key}\\s*\\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1]);
  const found = pdf.objects.get(number);
  if (!found) throw new Error(`no object for ${key}`);
  return found;
}

import type { DesignDetails } from '../../api/types';

/** A name in both languages. */
export interface Label {
  zh: string;
  en: string;
}

export interface DesignText {
  id: string;
  label: Label;
  value: string;
  lines: number;
}

/** What the editor touches of a box; everything else travels along unchanged. */
export interface DesignBox {
  id: string;
  kind: 'text' | 'address' | 'serial' | 'qr' | 'image';
  template?: string;
  size?: number;
  lines?: { template: string }[];
  images?: Record<string, string>;
}

export interface DesignPage {
  artwork?: { file: string; page: number };
  boxes: DesignBox[];
}

/** A design's content as letterpress keeps it. */
export interface DesignBody {
  format: string;
  texts: DesignText[];
  pages: DesignPage[];
}

/** A design while it is being edited. */
export interface Draft {
  name: string;
  body: DesignBody;
  /** File name in the design → hash of the stored file. */
  artwork: Record<string, string>;
}

export function draftOf({ name, body, artwork }: DesignDetails): Draft {
  return { name, body: body as unknown as DesignBody, artwork };
}

/** Fields every recipient has. */
export const STANDARD_FIELDS: readonly string[] = [
  'name',
  'company',
  'address',
  'postcode',
  'phone',
  'serial',
];

const REFERENCE = /\{\{\{?\s*([^\s{}#/^!>&"'().|=[\]]+)\s*\}\}/gu;

/** Further columns the design names, e.g. `card` of `{{card}}`: a list has to bring them under the same name. */
export function furtherColumns({ texts, pages }: DesignBody): string[] {
  const boxes = pages.flatMap((page) => page.boxes);
  const templates = [
    ...texts.map((text) => text.value),
    ...boxes.flatMap((box) => [box.template ?? '', ...(box.lines ?? []).map((line) => line.template)]),
  ];
  const named = templates.flatMap((template) => [...template.matchAll(REFERENCE)].map((match) => match[1]!));
  return [...new Set(named)].filter((name) => name !== 'else' && !STANDARD_FIELDS.includes(name));
}

/** The body as the API takes it. */
export const sentBody = (body: DesignBody) => body as unknown as Record<string, unknown>;

export function withText(draft: Draft, id: string, value: string): Draft {
  const texts = draft.body.texts.map((text) => (text.id === id ? { ...text, value } : text));
  return { ...draft, body: { ...draft.body, texts } };
}

function withPage(draft: Draft, index: number, change: (page: DesignPage) => DesignPage): Draft {
  const pages = draft.body.pages.map((page, at) => (at === index ? change(page) : page));
  return { ...draft, body: { ...draft.body, pages } };
}

export function withBox(draft: Draft, page: number, id: string, change: Partial<DesignBox>): Draft {
  return withPage(draft, page, (old) => ({
    ...old,
    boxes: old.boxes.map((box) => (box.id === id ? { ...box, ...change } : box)),
  }));
}

/** Every file the design draws. */
function filesOf({ pages }: DesignBody): Set<string> {
  const files = new Set<string>();
  for (const page of pages) {
    if (page.artwork) files.add(page.artwork.file);
    for (const box of page.boxes) for (const file of Object.values(box.images ?? {})) files.add(file);
  }
  return files;
}

/** Files that are no longer drawn are let go. */
function withoutUnused(draft: Draft): Draft {
  const used = filesOf(draft.body);
  const artwork = Object.fromEntries(Object.entries(draft.artwork).filter(([file]) => used.has(file)));
  return { ...draft, artwork };
}

/** A file name that letterpress accepts and that means this very content. */
function fileNameOf(name: string, sha256: string, artwork: Record<string, string>): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot).replace(/[^A-Za-z0-9.]/g, '') : '';
  const stem = (dot > 0 ? name.slice(0, dot) : name).replace(/[^\p{L}\p{N}_. -]/gu, '_').slice(0, 90);
  const plain = `${/^[\p{L}\p{N}_]/u.test(stem) ? stem : `_${stem}`}${ending}`;
  const taken = artwork[plain] !== undefined && artwork[plain] !== sha256;
  return taken ? plain.replace(/(\.[^.]*)?$/, `-${sha256.slice(0, 8)}$1`) : plain;
}

/** A page gets a file of its own as its artwork; `pageOfFile` from 1. */
export function withPageArtwork(draft: Draft, index: number, file: File, sha256: string): Draft {
  const name = fileNameOf(file.name, sha256, draft.artwork);
  const next = withPage(draft, index, (page) => ({ ...page, artwork: { file: name, page: 1 } }));
  return withoutUnused({ ...next, artwork: { ...draft.artwork, [name]: sha256 } });
}

/** Another page of the same file. */
export function withArtworkPage(draft: Draft, index: number, pageOfFile: number): Draft {
  return withPage(draft, index, (page) =>
    page.artwork ? { ...page, artwork: { ...page.artwork, page: pageOfFile } } : page,
  );
}

/** An image box shows another file for one of its values. */
export function withImage(
  draft: Draft,
  index: number,
  box: DesignBox,
  key: string,
  file: File,
  sha256: string,
): Draft {
  const name = fileNameOf(file.name, sha256, draft.artwork);
  const next = withBox(draft, index, box.id, { images: { ...box.images, [key]: name } });
  return withoutUnused({ ...next, artwork: { ...draft.artwork, [name]: sha256 } });
}

export const sameDraft = (a: Draft, b: Draft): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A part of a note: words, or a colleague it mentions. */
export interface NotePart {
  text: string;
  userId: string | null;
}

const MENTION = /@\[([^\]\n]{1,60})\]\(([0-9a-f-]{36})\)/gi;

/** A note as it is kept, `@[name](id)`, in the parts it is shown in. */
export function noteParts(text: string): NotePart[] {
  const parts: NotePart[] = [];
  let end = 0;
  for (const match of text.matchAll(MENTION)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), userId: null });
    parts.push({ text: `@${match[1] ?? ''}`, userId: match[2] ?? null });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), userId: null });
  return parts;
}

/** As it is written in a field: names alone. */
export const writtenText = (text: string): string => text.replace(MENTION, '@$1');

/** People a kept note mentions, by name. */
export const mentionedIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(MENTION)].map((match) => [match[1] ?? '', match[2] ?? '']));

/** What was written, as it is kept; the longest name first, so that none is taken for the beginning of another. */
export function keptText(written: string, people: ReadonlyMap<string, string>): string {
  const names = [...people.keys()].sort((one, other) => other.length - one.length);
  if (names.length === 0) return written;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return written.replace(new RegExp(`@(${escaped.join('|')})`, 'g'), (_whole, name: string) => {
    return `@[${name}](${people.get(name) ?? ''})`;
  });
}

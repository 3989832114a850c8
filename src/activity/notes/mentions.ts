const MENTION = /@\[[^\]\n]{1,60}\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi;

/** Users a text mentions, each once, in their order: `@[name](user id)`. */
export function mentionsOf(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map((match) => match[1]!.toLowerCase()))];
}

import type { LinkKind } from './contact-words';

/** How one person of an account stands to another, by contact. */
export interface Link {
  fromId: string;
  toId: string;
  kind: LinkKind;
  strength: number;
}

export interface LinkFault {
  fault: 'unknown-person' | 'self' | 'twice' | 'two-superiors' | 'cycle';
  /** Which of the links. */
  index: number;
}

/**
 * The first thing wrong with a map of influence, if anything.
 *
 * @param people contacts the account has
 */
export function linkFault(links: readonly Link[], people: ReadonlySet<string>): LinkFault | null {
  const seen = new Set<string>();
  const superiors = new Map<string, string>();
  for (const [index, { fromId, toId, kind }] of links.entries()) {
    const key = `${fromId} ${toId} ${kind}`;
    if (!people.has(fromId) || !people.has(toId)) return { fault: 'unknown-person', index };
    if (fromId === toId) return { fault: 'self', index };
    if (seen.has(key)) return { fault: 'twice', index };
    seen.add(key);
    if (kind !== 'reports-to') continue;
    if (superiors.has(fromId)) return { fault: 'two-superiors', index };
    superiors.set(fromId, toId);
    if (leadsBack(fromId, superiors)) return { fault: 'cycle', index };
  }
  return null;
}

/** True when the way up from somebody comes back to them. The map had no circle before they were added. */
function leadsBack(start: string, superiors: ReadonlyMap<string, string>): boolean {
  for (let at = superiors.get(start); at !== undefined; at = superiors.get(at)) if (at === start) return true;
  return false;
}

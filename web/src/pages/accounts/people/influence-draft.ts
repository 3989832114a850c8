import { useState } from 'react';
import type { AccountPeople, InfluenceLink } from '../../../api/types';
import type { Point } from './influence-layout';

/** A map as somebody is drawing it: links and places, apart from what the server has. */
export interface Draft {
  /** The version the drawing began with. */
  version: number;
  links: InfluenceLink[];
  placed: ReadonlyMap<string, Point>;
}

const draftOf = ({ version, links, people }: AccountPeople): Draft => ({
  version,
  links,
  placed: new Map(
    people.flatMap(({ contactId, x, y }) => (x === null || y === null ? [] : [[contactId, { x, y }]])),
  ),
});

export const sameLink = (a: InfluenceLink, b: InfluenceLink): boolean =>
  a.fromId === b.fromId && a.toId === b.toId && a.kind === b.kind;

/** Holds the drawing. Nothing drawn is lost when the server's map is read again meanwhile. */
export function useInfluenceDraft(saved: AccountPeople) {
  const [drawn, setDrawn] = useState<Draft | null>(null);
  const draft = drawn ?? draftOf(saved);
  const change = (part: Partial<Draft>) => setDrawn({ ...draft, ...part });
  return {
    draft,
    changed: drawn !== null,
    discard: () => setDrawn(null),
    move: (contactId: string, point: Point) =>
      change({
        placed: new Map([...draft.placed, [contactId, { x: Math.round(point.x), y: Math.round(point.y) }]]),
      }),
    arrange: () => change({ placed: new Map() }),
    /** Puts a link in place of another, or beside the rest. A new superior takes the place of the old. */
    setLink: (link: InfluenceLink, instead: InfluenceLink | null) =>
      change({
        links: [
          ...draft.links.filter(
            (other) =>
              !(instead && sameLink(other, instead)) &&
              !sameLink(other, link) &&
              !(link.kind === 'reports-to' && other.kind === 'reports-to' && other.fromId === link.fromId),
          ),
          link,
        ],
      }),
    removeLink: (link: InfluenceLink) =>
      change({ links: draft.links.filter((other) => !sameLink(other, link)) }),
  };
}

export type InfluenceDraft = ReturnType<typeof useInfluenceDraft>;

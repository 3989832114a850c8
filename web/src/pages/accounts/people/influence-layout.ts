import type { AccountPerson, InfluenceLink } from '../../../api/types';
import { ranks } from '../../contacts/contact-words';

export interface Point {
  x: number;
  y: number;
}

/** Size of one person on the map, and the room around them. */
export const NODE = { width: 156, height: 60 };
const GAP = { x: 32, y: 64 };
const STEP = { x: NODE.width + GAP.x, y: NODE.height + GAP.y };

/**
 * Where everybody stands: as somebody put them, and the rest by who reports to whom. A superior stands above the
 * middle of their people; nobody stands higher than their rank.
 *
 * @returns the top left corner of each, by contact
 */
export function placesOf(
  people: readonly AccountPerson[],
  links: readonly InfluenceLink[],
  placed: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const places = autoLayout(people, links);
  for (const { contactId } of people) {
    const point = placed.get(contactId);
    if (point) places.set(contactId, point);
  }
  return places;
}

function autoLayout(people: readonly AccountPerson[], links: readonly InfluenceLink[]): Map<string, Point> {
  const known = new Set(people.map(({ contactId }) => contactId));
  const superiors = new Map(
    links
      .filter(({ kind, fromId, toId }) => kind === 'reports-to' && known.has(fromId) && known.has(toId))
      .map(({ fromId, toId }) => [fromId, toId]),
  );
  const below = new Map<string, AccountPerson[]>();
  for (const person of people) {
    const superior = superiors.get(person.contactId);
    if (superior !== undefined) below.set(superior, [...(below.get(superior) ?? []), person]);
  }
  const top = Math.min(...people.map(({ rank }) => ranks.indexOf(rank)));
  const places = new Map<string, Point>();
  let nextSlot = 0;

  const begun = new Set<string>();
  const place = (person: AccountPerson, above: number): number => {
    begun.add(person.contactId);
    const level = Math.max(above + 1, ranks.indexOf(person.rank) - top);
    const under = (below.get(person.contactId) ?? []).filter(({ contactId }) => !begun.has(contactId));
    const slots = under.map((one) => place(one, level));
    const slot = slots.length === 0 ? nextSlot++ : (slots[0]! + slots[slots.length - 1]!) / 2;
    places.set(person.contactId, { x: Math.round(slot * STEP.x), y: level * STEP.y });
    return slot;
  };
  for (const person of people) if (!superiors.has(person.contactId)) place(person, -1);
  // Whoever is left stands in a circle, which can be drawn though it will not be kept.
  for (const person of people) if (!begun.has(person.contactId)) place(person, -1);
  return places;
}

/** The picture's frame around everybody, with a margin. */
export function frameOf(places: ReadonlyMap<string, Point>): {
  x: number;
  y: number;
  width: number;
  height: number;
} {
  const margin = 32;
  const xs = [...places.values()].map(({ x }) => x);
  const ys = [...places.values()].map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs) + NODE.width];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys) + NODE.height];
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}

const centre = ({ x, y }: Point): Point => ({ x: x + NODE.width / 2, y: y + NODE.height / 2 });

/** Where the way from a node's centre towards `to` leaves the node. */
function rim(node: Point, to: Point): Point {
  const from = centre(node);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (dx === 0 && dy === 0) return from;
  const scale = Math.min(
    dx === 0 ? Infinity : NODE.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : NODE.height / 2 / Math.abs(dy),
  );
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}

/** A reporting line goes up in right angles, the others bend beside it: each kind has a way of its own. */
export function linkPath(kind: InfluenceLink['kind'], from: Point, to: Point): string {
  if (kind === 'reports-to' && to.y + NODE.height < from.y) {
    const [start, end] = [centre(from), centre(to)];
    const middle = from.y - GAP.y / 2;
    return `M${start.x} ${from.y}V${middle}H${end.x}V${to.y + NODE.height}`;
  }
  const [a, b] = [centre(from), centre(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  // Somebody standing straight between the two is gone around.
  const past = Math.abs(b.x - a.x) < NODE.width && length > 1.5 * STEP.y;
  const width = past ? NODE.width : 44;
  const bend = kind === 'sponsors' ? width : kind === 'blocks' ? -width : 0;
  const via = {
    x: (a.x + b.x) / 2 + ((b.y - a.y) / length) * bend,
    y: (a.y + b.y) / 2 - ((b.x - a.x) / length) * bend,
  };
  const [start, end] = [rim(from, via), rim(to, via)];
  return `M${start.x} ${start.y}Q${via.x} ${via.y} ${end.x} ${end.y}`;
}

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountPerson, InfluenceLink } from '../../../api/types';
import styles from './InfluenceMap.module.css';
import { frameOf, linkPath, NODE, placesOf, type Point } from './influence-layout';
import type { Draft } from './influence-draft';
import { MapNode } from './MapNode';

interface Props {
  people: readonly AccountPerson[];
  draft: Draft;
  mayChange: boolean;
  onMove: (contactId: string, point: Point) => void;
  onPerson: (person: AccountPerson) => void;
  onLink: (link: InfluenceLink) => void;
  /** A line was drawn, or asked for from the keyboard (without an end). */
  onDraw: (fromId: string, toId: string | null) => void;
}

interface Drag {
  what: 'move' | 'link';
  contactId: string;
  start: Point;
  now: Point;
  origin: Point;
}

/** Less than this is a click with a trembling hand. */
const CLICK = 4;
const STEP = 16;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** Who stands how to whom, as a picture one can take hold of. */
export function InfluenceMap(props: Props) {
  const { people, draft, mayChange, onMove, onPerson, onLink, onDraw } = props;
  const { t } = useTranslation();
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const places = placesOf(people, draft.links, draft.placed);
  // The frame holds still while somebody is dragged, or the picture would slip away under the hand.
  const [held, setHeld] = useState<ReturnType<typeof frameOf> | null>(null);
  const frame = held ?? frameOf(places);
  if (drag?.what === 'move') places.set(drag.contactId, shifted(drag.origin, drag));
  const names = new Map(people.map(({ contactId, name }) => [contactId, name]));

  const pointAt = ({ clientX, clientY }: PointerEvent): Point => {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return { x: 0, y: 0 };
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    return { x, y };
  };
  const grasp = (what: Drag['what'], contactId: string, event: PointerEvent) => {
    if (!mayChange || event.button !== 0) return;
    event.stopPropagation();
    svg.current?.setPointerCapture(event.pointerId);
    const start = pointAt(event);
    setHeld(frame);
    setDrag({ what, contactId, start, now: start, origin: places.get(contactId)! });
  };
  const drop = () => {
    if (!drag) return;
    const moved = Math.hypot(drag.now.x - drag.start.x, drag.now.y - drag.start.y) > CLICK;
    const person = people.find(({ contactId }) => contactId === drag.contactId);
    if (!moved && person) onPerson(person);
    else if (drag.what === 'move') onMove(drag.contactId, shifted(drag.origin, drag));
    else {
      const target = [...places].find(([id, place]) => id !== drag.contactId && holds(place, drag.now));
      if (target) onDraw(drag.contactId, target[0]);
    }
    setDrag(null);
    setHeld(null);
  };
  const onKey = (person: AccountPerson) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.key === 'Enter' || event.key === ' ') onPerson(person);
    else if (mayChange && event.key.toLowerCase() === 'l') onDraw(person.contactId, null);
    else if (mayChange && arrow) {
      const at = places.get(person.contactId)!;
      onMove(person.contactId, { x: at.x + arrow.x, y: at.y + arrow.y });
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles.scroll}>
      <svg
        ref={svg}
        className={styles.map}
        viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
        width={frame.width}
        height={frame.height}
        role="group"
        aria-label={t('people.map')}
        onPointerMove={(event) => drag && setDrag({ ...drag, now: pointAt(event) })}
        onPointerUp={drop}
        onPointerCancel={() => {
          setDrag(null);
          setHeld(null);
        }}
      >
        <Markers />
        {draft.links.map((link) => {
          const [from, to] = [places.get(link.fromId), places.get(link.toId)];
          if (!from || !to) return null;
          return (
            <LinkLine
              key={`${link.fromId} ${link.toId} ${link.kind}`}
              link={link}
              path={linkPath(link.kind, from, to)}
              label={t(`people.sentences.${link.kind}`, {
                from: names.get(link.fromId),
                to: names.get(link.toId),
              })}
              onOpen={mayChange ? () => onLink(link) : null}
            />
          );
        })}
        {people.map((person) => (
          <MapNode
            key={person.contactId}
            person={person}
            place={places.get(person.contactId)!}
            mayChange={mayChange}
            onGrasp={(what, event) => grasp(what, person.contactId, event)}
            onOpen={() => onPerson(person)}
            onKeyDown={onKey(person)}
          />
        ))}
        {drag?.what === 'link' && (
          <line
            className={styles.drawn}
            x1={drag.start.x}
            y1={drag.start.y}
            x2={drag.now.x}
            y2={drag.now.y}
          />
        )}
      </svg>
    </div>
  );
}

const shifted = ({ x, y }: Point, { start, now }: Drag): Point => ({
  x: x + now.x - start.x,
  y: y + now.y - start.y,
});

const holds = (place: Point, { x, y }: Point) =>
  x >= place.x && x <= place.x + NODE.width && y >= place.y && y <= place.y + NODE.height;

/** Ends of the lines: an arrow stands up for somebody, a bar stands in the way. */
export function Markers() {
  return (
    <defs>
      <marker
        id="hy-sponsors"
        viewBox="0 0 8 8"
        refX="8"
        refY="4"
        markerWidth="9"
        markerHeight="9"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M0 0 8 4 0 8z" className={styles.sponsorsEnd} />
      </marker>
      <marker
        id="hy-blocks"
        viewBox="0 0 4 16"
        refX="4"
        refY="8"
        markerWidth="4"
        markerHeight="16"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M0 0H4V16H0z" className={styles.blocksEnd} />
      </marker>
    </defs>
  );
}

interface LineProps {
  link: InfluenceLink;
  path: string;
  label: string;
  onOpen: (() => void) | null;
}

function LinkLine({ link, path, label, onOpen }: LineProps) {
  const marker = link.kind === 'reports-to' ? undefined : `url(#hy-${link.kind})`;
  return (
    <g
      className={`${styles.link} ${styles[link.kind]}`}
      {...(onOpen
        ? {
            role: 'button',
            tabIndex: 0,
            onClick: onOpen,
            onKeyDown: (event: KeyboardEvent) => {
              if (event.key === 'Enter') onOpen();
            },
          }
        : { role: 'img' })}
      aria-label={label}
    >
      <title>{label}</title>
      {/* A thin line is hard to hit; this one is wide and unseen. */}
      <path d={path} className={styles.reach} />
      <path d={path} strokeWidth={link.strength + 0.5} markerEnd={marker} className={styles.line} />
    </g>
  );
}

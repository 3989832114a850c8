import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountPerson } from '../../../api/types';
import { StanceShape } from '../../contacts/StanceMark';
import styles from './InfluenceMap.module.css';
import { NODE, type Point } from './influence-layout';

interface Props {
  person: AccountPerson;
  place: Point;
  mayChange: boolean;
  onGrasp: (what: 'move' | 'link', event: PointerEvent) => void;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

const STRENGTHS = [1, 2, 3, 4, 5];

/** One person: name, post, stance by shape and colour, weight by dots, and a knob to draw lines from. */
export function MapNode({ person, place, mayChange, onGrasp, onOpen, onKeyDown }: Props) {
  const { t } = useTranslation();
  const label = [
    person.name,
    person.title,
    t(`contacts.stances.${person.stance}`),
    t('contacts.strengthOf', { strength: person.strength }),
  ]
    .filter(Boolean)
    .join(t('common.separator'));
  return (
    <g
      className={styles.node}
      transform={`translate(${place.x} ${place.y})`}
      role="button"
      tabIndex={0}
      aria-label={label}
      data-movable={mayChange}
      onPointerDown={(event) => onGrasp('move', event)}
      onClick={mayChange ? undefined : onOpen}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      <rect
        width={NODE.width}
        height={NODE.height}
        rx="8"
        className={`${styles.box} ${styles[person.stance]}`}
      />
      <StanceShape stance={person.stance} x={12} y={13} />
      <text x="30" y="24" className={styles.name}>
        {cut(person.name, 6)}
      </text>
      <text x="12" y="45" className={styles.post}>
        {cut(person.title || t(`contacts.roles.${person.role}`), 10)}
      </text>
      {STRENGTHS.map((step) => (
        <circle
          key={step}
          cx={NODE.width - 12 - (5 - step) * 8}
          cy="19"
          r="2.5"
          className={step <= person.strength ? styles.dot : styles.noDot}
        />
      ))}
      {mayChange && (
        <circle
          cx={NODE.width}
          cy={NODE.height / 2}
          r="6"
          className={styles.knob}
          aria-hidden
          onPointerDown={(event) => onGrasp('link', event)}
        />
      )}
    </g>
  );
}

/** So many Chinese characters' room; Latin letters take half of one each. */
function cut(text: string, room: number): string {
  let left = room;
  for (const [index, letter] of [...text].entries()) {
    left -= letter.charCodeAt(0) < 256 ? 0.55 : 1;
    if (left < 0) return `${[...text].slice(0, Math.max(1, index - 1)).join('')}…`;
  }
  return text;
}

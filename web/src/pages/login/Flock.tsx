import { GooseShape } from '../../ui/Goose';
import styles from './LoginPage.module.css';

/** Wild geese fly in the shape of the sign 人; so do these, over a postmark's waves. */
const geese = [
  { x: 262, y: 62, scale: 2.5, opacity: 1 },
  { x: 196, y: 52, scale: 1.7, opacity: 0.8 },
  { x: 214, y: 124, scale: 1.7, opacity: 0.8 },
  { x: 134, y: 48, scale: 1.3, opacity: 0.6 },
  { x: 160, y: 168, scale: 1.3, opacity: 0.6 },
  { x: 82, y: 46, scale: 1, opacity: 0.42 },
  { x: 112, y: 206, scale: 1, opacity: 0.42 },
];

export function Flock() {
  return (
    <svg viewBox="0 0 400 320" className={styles.flock} aria-hidden>
      <g fill="none" stroke="#FAF8F3" strokeOpacity="0.16" strokeWidth="1.2">
        <circle cx="286" cy="106" r="86" />
        <circle cx="286" cy="106" r="74" />
        {[262, 276, 290, 304].map((y) => (
          <path key={y} d={`M20 ${y}c30-12 60 12 90 0s60 12 90 0 60 12 90 0 60 12 90 0`} />
        ))}
      </g>
      {geese.map((goose) => (
        <g
          key={`${goose.x}-${goose.y}`}
          opacity={goose.opacity}
          transform={`translate(${goose.x} ${goose.y}) scale(${goose.scale})`}
        >
          <GooseShape fill="#FAF8F3" />
        </g>
      ))}
    </svg>
  );
}

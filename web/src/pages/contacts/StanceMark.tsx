import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stance } from '../../api/types';
import styles from './StanceMark.module.css';

/** Each stance has a shape as well as a colour, so that it is told apart without seeing colour. In a 12 × 12 box. */
const shapes: Record<Stance, ReactNode> = {
  champion: (
    <path
      d="M6 .8 7.6 4.3 11.4 4.7 8.6 7.2 9.4 11 6 9.1 2.6 11 3.4 7.2 .6 4.7 4.4 4.3z"
      fill="currentColor"
    />
  ),
  supporter: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  neutral: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  sceptic: <path d="M6 .9 11.1 6 6 11.1 .9 6z" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  opponent: (
    <>
      <rect x="1" y="1" width="10" height="10" fill="currentColor" />
      <path d="M3.6 3.6 8.4 8.4M8.4 3.6 3.6 8.4" stroke="var(--hy-card)" strokeWidth="1.4" />
    </>
  ),
};

/** The shape alone, for inside another picture. */
export function StanceShape({ stance, x = 0, y = 0 }: { stance: Stance; x?: number; y?: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className={styles[stance]}>
      {shapes[stance]}
    </g>
  );
}

/** How somebody stands to us, as shape, colour and word. */
export function StanceMark({ stance }: { stance: Stance }) {
  const { t } = useTranslation();
  return (
    <span className={`${styles.mark} ${styles[stance]}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
        {shapes[stance]}
      </svg>
      {t(`contacts.stances.${stance}`)}
    </span>
  );
}

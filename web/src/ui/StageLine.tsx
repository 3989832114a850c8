import type { ReactNode } from 'react';
import styles from './StageLine.module.css';

/** Behind, ahead, the reader's turn, the program's turn, stopped, or in need of a person. */
export type StageLook = 'done' | 'ahead' | 'now' | 'working' | 'stopped' | 'attention';

export interface Stage {
  key: string;
  name: string;
  look: StageLook;
  /** Who did it, or when it was done. */
  fact?: ReactNode;
}

interface Props {
  label: string;
  stages: readonly Stage[];
}

/** A way in stages: what lies behind, where it stands, what is ahead. */
export function StageLine({ label, stages }: Props) {
  const present = stages.findIndex(({ look }) => look !== 'done');
  return (
    <ol className={styles.way} aria-label={label}>
      {stages.map(({ key, name, look, fact }, index) => (
        <li
          key={key}
          className={`${styles.stage} ${styles[look]}`}
          aria-current={index === present ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden>
            {look === 'done' ? <Tick /> : look === 'stopped' ? <Cross /> : index + 1}
          </span>
          <span className={styles.name}>{name}</span>
          {fact && <span className={styles.fact}>{fact}</span>}
        </li>
      ))}
    </ol>
  );
}

function Tick() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12">
      <path d="M2 6.4 5 9.2 10 3.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

function Cross() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12">
      <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

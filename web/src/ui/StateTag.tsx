import type { ReactNode } from 'react';
import styles from './StateTag.module.css';

/**
 * What a state asks of the reader. Each has a colour and a shape of its own, so that it is told apart
 * without seeing colour: draft ring, active half disc, done tick, waiting square, attention triangle, stopped cross.
 */
export type Tone = 'draft' | 'active' | 'done' | 'waiting' | 'attention' | 'stopped';

const shapes: Record<Tone, ReactNode> = {
  draft: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  active: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  done: <path d="M2 6.400 5 9.200 10 3.2" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  waiting: <rect x="2.5" y="2.5" width="7" height="7" rx="1" fill="currentColor" />,
  attention: <path d="M6 1.5 11 10.5H1z" fill="currentColor" />,
  stopped: <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="1.8" />,
};

/** A state as a word with a colour and a shape. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden>
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}

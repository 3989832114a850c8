import type { ReactNode } from 'react';
import styles from './Card.module.css';

interface Props {
  title?: ReactNode;
  extra?: ReactNode;
  /** No inner margin, for tables. */
  flush?: boolean;
  children: ReactNode;
}

/** A white sheet on the paper. Cards do not hold cards. */
export function Card({ title, extra, flush = false, children }: Props) {
  return (
    <section className={flush ? `${styles.card} ${styles.flush}` : styles.card}>
      {(title !== undefined || extra) && (
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}

import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface Props {
  title: string;
  body?: ReactNode;
  /** The next thing to do, as a button or link. */
  action?: ReactNode;
  /** A quieter form for use inside a card. */
  small?: boolean;
  /** When it stands for a whole page: its title is the heading of the page. */
  page?: boolean;
}

/** Nothing here, why, and what to do next. The picture is an unwritten envelope. */
export function EmptyState({ title, body, action, small = false, page = false }: Props) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className={small ? styles.small : styles.state}>
      {!small && (
        <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden className={styles.picture}>
          <rect
            x="8"
            y="8"
            width="80"
            height="48"
            rx="3"
            fill="var(--hy-card)"
            stroke="var(--hy-line)"
            strokeWidth="1.5"
          />
          <path d="M18 32h30M18 40h22" stroke="var(--hy-line)" strokeWidth="1.5" strokeLinecap="round" />
          <rect
            x="68"
            y="14"
            width="14"
            height="16"
            fill="none"
            stroke="var(--hy-green)"
            strokeDasharray="2 2"
          />
          <path
            d="M52 25c4-2 8 2 12 0s8 2 12 0M52 29c4-2 8 2 12 0s8 2 12 0"
            stroke="var(--hy-line)"
            fill="none"
          />
        </svg>
      )}
      <Title className={styles.title}>{title}</Title>
      {body && <p className={styles.body}>{body}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

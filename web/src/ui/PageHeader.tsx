import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LeftOutlined } from '@ant-design/icons';
import { useTitle } from '../app/title';
import styles from './PageHeader.module.css';

interface Props {
  title: string;
  /** One short line under the title. */
  note?: ReactNode;
  /** Beside the title: a state, a tier. */
  tag?: ReactNode;
  /** Where the arrow leads. */
  back?: { to: string; label: string };
  /** At most one primary action, last. */
  actions?: ReactNode;
}

/** The one clear heading of a page; also names the browser tab. */
export function PageHeader({ title, note, tag, back, actions }: Props) {
  useTitle(title);
  return (
    <header className={styles.header}>
      {back && (
        <Link to={back.to} className={styles.back}>
          <LeftOutlined aria-hidden /> {back.label}
        </Link>
      )}
      <div className={styles.row}>
        <h1 className={styles.title}>
          {title}
          {tag}
        </h1>
        {actions && <div className={styles.actions}>{actions}</div>}
        {note && <div className={styles.note}>{note}</div>}
      </div>
    </header>
  );
}

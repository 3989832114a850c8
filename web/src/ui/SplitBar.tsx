import { Fragment, type ReactNode } from 'react';
import { count } from './numbers';
import styles from './SplitBar.module.css';

export interface SplitPart {
  key: string;
  label: string;
  value: number;
  /** A colour of the palette: `var(--hy-green)`. */
  colour: string;
  /** Striped as well, to be told apart without colour. */
  striped?: boolean;
  /** Stands behind the number: a download, a link. */
  extra?: ReactNode;
}

interface Props {
  /** What the parts add up to. */
  label: string;
  total: number;
  parts: SplitPart[];
}

function share(value: number, total: number): string {
  if (total === 0) return '0%';
  const percent = (value / total) * 100;
  if (value < total && percent >= 99.95) return '>99.9%';
  return `${percent > 0 && percent < 0.1 ? '<0.1' : percent.toFixed(1).replace(/\.0$/, '')}%`;
}

/** One whole and the parts it falls into: a bar, then the sum written out. */
export function SplitBar({ label, total, parts }: Props) {
  return (
    <div className={styles.split}>
      <div
        className={styles.bar}
        role="img"
        aria-label={`${label} ${count(total)}: ${parts.map((part) => `${part.label} ${count(part.value)}`).join(', ')}`}
      >
        {parts
          .filter((part) => part.value > 0)
          .map((part) => (
            <span
              key={part.key}
              className={part.striped ? `${styles.part} ${styles.striped}` : styles.part}
              style={{ flexGrow: part.value, background: part.colour }}
              title={`${part.label} ${count(part.value)} · ${share(part.value, total)}`}
            />
          ))}
      </div>
      <dl className={styles.sum}>
        <div className={styles.term}>
          <dt>{label}</dt>
          <dd>{count(total)}</dd>
        </div>
        {parts.map((part, index) => (
          <Fragment key={part.key}>
            <span className={styles.sign} aria-hidden>
              {index === 0 ? '=' : '+'}
            </span>
            <div className={styles.term}>
              <dt>
                <span
                  className={part.striped ? `${styles.key} ${styles.striped}` : styles.key}
                  style={{ background: part.colour }}
                />
                {part.label}
              </dt>
              <dd>
                {count(part.value)} <span className={styles.share}>{share(part.value, total)}</span>
              </dd>
              {part.extra && <dd className={styles.extra}>{part.extra}</dd>}
            </div>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}

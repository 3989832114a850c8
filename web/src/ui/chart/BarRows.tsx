import { barSpan, type Bar, type BarWords } from './bar-scale';
import styles from './bars.module.css';

interface Props {
  bars: readonly Bar[];
  words: BarWords;
  /** What the picture shows, for those who do not see it; the numbers stand in a table beside it. */
  label: string;
  /** A bar was clicked: its place among the data. */
  onPick?: (index: number) => void;
}

/** Bars one under the other, the first on top. */
export function BarRows({ bars, words, label, onPick }: Props) {
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  return (
    <div className={styles.rows} role="img" aria-label={label}>
      {bars.map(({ name, value, unknown }, index) => {
        const { from, length } = barSpan(value, low, high);
        return (
          <div key={index} className={styles.row} aria-hidden title={`${name} ${words.full(value)}`}>
            <span className={styles.rowName}>{name}</span>
            <span className={styles.track}>
              <span
                className={`${styles.bar} ${unknown ? styles.unknown : ''} ${onPick ? styles.pick : ''}`}
                style={{ marginInlineStart: `${from}%`, width: `${length}%` }}
                onClick={() => onPick?.(index)}
              />
              {value !== 0 && <span className={styles.beside}>{words.label(value)}</span>}
            </span>
          </div>
        );
      })}
    </div>
  );
}

import { usePhone } from '../../app/media';
import { axisLines, barSpan, type Bar, type BarWords } from './bar-scale';
import styles from './bars.module.css';

interface Props {
  bars: readonly Bar[];
  words: BarWords;
  height: number;
  /** What the picture shows, for those who do not see it; the numbers stand in a table beside it. */
  label: string;
  /** A bar was clicked: its place among the data. */
  onPick?: (index: number) => void;
}

/** Columns that a phone has room to name. */
const NARROW_COLUMNS = 6;

/** Columns from left to right, as months come. */
export function BarColumns({ bars, words, height, label, onPick }: Props) {
  const narrow = usePhone();
  const lines = axisLines(bars.map(({ value }) => value));
  const low = lines[0] ?? 0;
  const high = lines.at(-1) ?? 0;
  const last = bars.length - 1;
  // Where there is little room every third has its name, and the last.
  const named = (index: number) =>
    !narrow || bars.length <= NARROW_COLUMNS || index === last || (index % 3 === 0 && last - index >= 3);
  return (
    <div className={styles.columns} style={{ height }} role="img" aria-label={label}>
      <div className={styles.scale} aria-hidden>
        {lines.map((line) => (
          <span
            key={line}
            className={styles.mark}
            style={{ bottom: `${((line - low) / (high - low || 1)) * 100}%` }}
          >
            {words.axis(line)}
          </span>
        ))}
        <span className={styles.widest}>
          {lines.map((line) => words.axis(line)).sort((a, b) => b.length - a.length)[0]}
        </span>
      </div>
      <div className={styles.field} aria-hidden>
        <div className={styles.plot}>
          {lines.map((line) => (
            <span
              key={line}
              className={`${styles.line} ${line === 0 ? styles.zero : ''}`}
              style={{ bottom: `${((line - low) / (high - low || 1)) * 100}%` }}
            />
          ))}
          {bars.map(({ name, value, unknown }, index) => {
            const { from, length } = barSpan(value, low, high);
            return (
              <div key={index} className={styles.slot}>
                <div
                  className={`${styles.column} ${unknown ? styles.unknown : ''} ${onPick ? styles.pick : ''}`}
                  style={{ bottom: `${from}%`, height: `${length}%` }}
                  title={`${name} ${words.full(value)}`}
                  onClick={() => onPick?.(index)}
                >
                  {!narrow && value !== 0 && <span className={styles.over}>{words.label(value)}</span>}
                </div>
              </div>
            );
          })}
        </div>
        <div className={styles.names}>
          {bars.map(({ name }, index) => (
            <span key={index} className={styles.name}>
              {named(index) && name}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** One bar: a name, an amount, and whether it stands for what is not known. */
export interface Bar {
  name: string;
  value: number;
  /** Drawn striped and quiet: "month not stated". */
  unknown?: boolean | undefined;
}

/** How amounts are written. */
export interface BarWords {
  /** A value as the axis writes it. */
  axis: (value: number) => string;
  /** A value as it stands at the bar's end: all with the same number of places. */
  label: (value: number) => string;
  /** A value in full, for whoever points at the bar. */
  full: (value: number) => string;
}

const LINES = 3;
/** Steps people count in. */
const STEPS = [1, 2, 2.5, 5, 10];

/** Round values for the lines of an axis, from below the least to above the largest value, zero among them. */
export function axisLines(values: readonly number[]): number[] {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  if (top === bottom) return [0];
  const rough = (top - bottom) / LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough) ?? 10);
  const first = Math.floor(bottom / step);
  const last = Math.ceil(top / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Where a bar from zero stands on an axis from `low` to `high`, in percent of its length. */
export function barSpan(value: number, low: number, high: number): { from: number; length: number } {
  const whole = high - low || 1;
  return {
    from: ((Math.min(0, value) - low) / whole) * 100,
    length: (Math.abs(value) / whole) * 100,
  };
}

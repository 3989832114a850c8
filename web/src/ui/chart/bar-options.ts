import { fontFamily } from '../../theme/antd-theme';
import { chartColours, palettes, type Mode } from '../../theme/palette';
import type { ChartOption } from './echarts';

/** One bar: a name, an amount, and whether it stands for what is not known. */
export interface Bar {
  name: string;
  value: number;
  /** Drawn striped and quiet: "month not stated". */
  unknown?: boolean;
}
/** Columns that a phone has room to name. */
const NARROW_COLUMNS = 6;

interface Words {
  /** A value as the axis writes it. */
  axis: (value: number) => string;
  /** A value as it stands at the bar's end: all with the same number of places. */
  label: (value: number) => string;
  /** A value as the tooltip writes it. */
  full: (value: number) => string;
}

/** How the picture is dressed. */
export interface Look {
  mode: Mode;
  /** On a phone: shorter names, no amounts over narrow columns. */
  narrow: boolean;
}

const UNKNOWN_COLOUR = 7;
/** Characters of a name beside its bar, where there is room and where there is little. */
const LONGEST_NAME = { wide: 14, narrow: 7 };

function shared(mode: Mode, { full }: Words): ChartOption {
  const p = palettes[mode];
  return {
    animationDuration: 240,
    textStyle: { fontFamily },
    tooltip: {
      trigger: 'item',
      backgroundColor: p.raised,
      borderColor: p.line,
      textStyle: { color: p.ink, fontSize: 13 },
      valueFormatter: (value) => full(Number(value)),
    },
  };
}

function series({ mode, narrow }: Look, bars: readonly Bar[], horizontal: boolean, words: Words) {
  const p = palettes[mode];
  const colours = chartColours[mode];
  return {
    type: 'bar' as const,
    barMaxWidth: horizontal ? 20 : 40,
    cursor: 'pointer',
    itemStyle: { borderRadius: horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    label: {
      show: horizontal || !narrow,
      position: horizontal ? ('right' as const) : ('top' as const),
      color: p.ink2,
      fontSize: 12,
      formatter: ({ value }: { value?: unknown }) => (Number(value) === 0 ? '' : words.label(Number(value))),
    },
    emphasis: { itemStyle: { opacity: 0.85 } },
    data: bars.map(({ name, value, unknown }) => ({
      name,
      value,
      itemStyle: unknown
        ? {
            color: colours[UNKNOWN_COLOUR]!,
            decal: {
              symbol: 'rect',
              dashArrayX: [1, 0],
              dashArrayY: [3, 4],
              rotation: -Math.PI / 4,
              color: p.card,
            },
          }
        : { color: colours[0]! },
    })),
  };
}

/** Which columns have their name beneath: all, or where there is little room every third and the last. */
function labelled({ narrow }: Look, columns: number): 0 | ((index: number) => boolean) {
  if (!narrow || columns <= NARROW_COLUMNS) return 0;
  const last = columns - 1;
  return (index) => index === last || (index % 3 === 0 && last - index >= 3);
}

/** Columns from left to right, as months come. */
export function columnsOption(look: Look, bars: readonly Bar[], words: Words): ChartOption {
  const p = palettes[look.mode];
  return {
    ...shared(look.mode, words),
    grid: { left: 8, right: 8, top: 28, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: p.line } },
      axisLabel: { color: p.ink3, fontSize: 12, interval: labelled(look, bars.length) },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      axisLabel: { color: p.ink3, formatter: words.axis },
      splitLine: { lineStyle: { color: p.lineSoft } },
    },
    series: [series(look, bars, false, words)],
  };
}

/** Bars one under the other, the first on top. */
export function barsOption(look: Look, bars: readonly Bar[], words: Words): ChartOption {
  const p = palettes[look.mode];
  const longest = look.narrow ? LONGEST_NAME.narrow : LONGEST_NAME.wide;
  return {
    ...shared(look.mode, words),
    grid: { left: 0, right: 72, top: 0, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: p.ink2,
        fontSize: 13,
        formatter: (name: string) =>
          [...name].length > longest ? `${[...name].slice(0, longest - 1).join('')}…` : name,
      },
    },
    series: [series(look, bars, true, words)],
  };
}

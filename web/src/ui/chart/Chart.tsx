import { Skeleton } from 'antd';
import type { ECharts } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { ChartOption } from './echarts';
import styles from './Chart.module.css';

const SKELETON_ROWS = 5;

interface Props {
  option: ChartOption;
  height: number;
  /** What the picture shows, for those who do not see it; the numbers stand in a table beside it. */
  label: string;
  /** A bar was clicked: its place among the data. */
  onPick?: (index: number) => void;
}

/** A picture of numbers. Its program is fetched when the first one is shown. */
export function Chart({ option, height, label, onPick }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    let gone = false;
    let drawn: ECharts | undefined;
    const resize = new ResizeObserver(() => drawn?.resize());
    void import('./echarts').then(({ draw }) => {
      if (gone) return;
      drawn = draw(element);
      setChart(drawn);
      resize.observe(element);
    });
    return () => {
      gone = true;
      resize.disconnect();
      drawn?.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart && !chart.isDisposed()) chart.setOption(option, { notMerge: true });
  }, [chart, option]);

  useEffect(() => {
    if (!chart || chart.isDisposed() || !onPick) return undefined;
    const pick = ({ dataIndex }: { dataIndex?: number }) => {
      if (dataIndex !== undefined) onPick(dataIndex);
    };
    chart.on('click', pick);
    return () => {
      if (!chart.isDisposed()) chart.off('click', pick);
    };
  }, [chart, onPick]);

  return (
    <div className={styles.frame} style={{ height }} role="img" aria-label={label}>
      {chart === null && <Skeleton active title={false} paragraph={{ rows: SKELETON_ROWS }} />}
      <div ref={frame} className={styles.drawing} aria-hidden />
    </div>
  );
}

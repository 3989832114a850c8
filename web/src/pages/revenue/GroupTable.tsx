import { Table } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevenueSummary } from '../../api/revenue';
import { usePhone } from '../../app/media';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import styles from './GroupTable.module.css';
import { LinesLink } from './LinesLink';
import type { MoneyUnit } from './money-unit';
import { groupTree, type GroupNode } from './revenue-groups';
import { useGroupName } from './use-group-name';

interface Props {
  summary: RevenueSummary;
  unit: MoneyUnit;
  stale: boolean;
}

interface Figure {
  key: string;
  title: string;
  render: (group: GroupNode) => ReactNode;
  total: ReactNode;
  /** Left out where only the amount has room. */
  wideOnly?: boolean;
}

/** The numbers behind the picture; each opens its lines. */
export function GroupTable({ summary, unit, stale }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const nameOf = useGroupName(summary.by);
  const tree = useMemo(() => groupTree(summary.groups), [summary.groups]);
  const figures = useFigures(summary, unit).filter((figure) => !phone || !figure.wideOnly);
  return (
    <Table<GroupNode>
      // A tree opens as a whole only when it is first drawn.
      key={summary.by}
      dataSource={tree}
      rowKey="id"
      size="middle"
      pagination={false}
      {...(!phone && { scroll: { x: 'max-content' } })}
      defaultExpandAllRows
      indentSize={phone ? 8 : 20}
      className={stale ? styles.stale : ''}
      columns={[
        {
          key: 'name',
          title: t(`revenue.by.${summary.by}`),
          render: (_, group) => <span className={styles.name}>{nameOf(group)}</span>,
        },
        ...figures.map(({ key, title, render }) => ({
          key,
          title,
          align: 'right' as const,
          render: (_: unknown, group: GroupNode) => render(group),
        })),
      ]}
      summary={() => (
        <Table.Summary.Row className={styles.totals ?? ''}>
          <Table.Summary.Cell index={0}>{t('table.total')}</Table.Summary.Cell>
          {figures.map(({ key, total }, index) => (
            <Table.Summary.Cell key={key} index={index + 1} align="right">
              {total}
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}

function useFigures({ total }: RevenueSummary, unit: MoneyUnit): Figure[] {
  const { t } = useTranslation();
  const ten = unit === 'tenThousand';
  return [
    {
      key: 'pieces',
      title: t('revenue.pieces'),
      render: ({ pieces, query }) =>
        pieces === 0 ? (
          <span className="muted">–</span>
        ) : (
          <LinesLink query={query}>{count(pieces)}</LinesLink>
        ),
      total: <LinesLink query={total.query}>{count(total.pieces)}</LinesLink>,
      wideOnly: true,
    },
    {
      key: 'lines',
      title: t('revenue.lines'),
      render: ({ lines, query }) => <LinesLink query={query}>{count(lines)}</LinesLink>,
      total: <LinesLink query={total.query}>{count(total.lines)}</LinesLink>,
      wideOnly: true,
    },
    {
      key: 'share',
      title: t('revenue.share'),
      render: ({ amountFen }) => <Share part={amountFen} whole={total.amountFen} />,
      total: '100%',
      wideOnly: true,
    },
    {
      key: 'amount',
      title: t(ten ? 'revenue.amountTenThousand' : 'revenue.amountYuan'),
      render: ({ amountFen, query }) => (
        <LinesLink query={query}>
          <Money fen={amountFen} tenThousand={ten} />
        </LinesLink>
      ),
      total: (
        <LinesLink query={total.query}>
          <Money fen={total.amountFen} tenThousand={ten} />
        </LinesLink>
      ),
    },
  ];
}

function Share({ part, whole }: { part: number; whole: number }) {
  const percent = whole === 0 ? 0 : (part / whole) * 100;
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden>
        <span className={styles.fill} style={{ width: `${percent}%` }} />
      </span>
      <span className={styles.percent}>{percent.toFixed(1)}%</span>
    </span>
  );
}

import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevenueSummary } from '../../api/revenue';
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

/** The numbers behind the picture; each opens its lines. */
export function GroupTable({ summary, unit, stale }: Props) {
  const { t } = useTranslation();
  const nameOf = useGroupName(summary.by);
  const tree = useMemo(() => groupTree(summary.groups), [summary.groups]);
  const { total } = summary;
  const ten = unit === 'tenThousand';
  const share = (fen: number) => (total.amountFen === 0 ? 0 : (fen / total.amountFen) * 100);
  return (
    <Table<GroupNode>
      // A tree opens as a whole only when it is first drawn.
      key={summary.by}
      dataSource={tree}
      rowKey="id"
      size="middle"
      pagination={false}
      scroll={{ x: 'max-content' }}
      defaultExpandAllRows
      indentSize={20}
      className={stale ? styles.stale : ''}
      columns={[
        {
          key: 'name',
          title: t(`revenue.by.${summary.by}`),
          render: (_, group) => <span className={styles.name}>{nameOf(group)}</span>,
        },
        {
          key: 'pieces',
          title: t('revenue.pieces'),
          align: 'right',
          render: (_, { pieces, query }) =>
            pieces === 0 ? (
              <span className="muted">–</span>
            ) : (
              <LinesLink query={query}>{count(pieces)}</LinesLink>
            ),
        },
        {
          key: 'lines',
          title: t('revenue.lines'),
          align: 'right',
          render: (_, { lines, query }) => <LinesLink query={query}>{count(lines)}</LinesLink>,
        },
        {
          key: 'share',
          title: t('revenue.share'),
          align: 'right',
          render: (_, { amountFen }) => (
            <span className={styles.share}>
              <span className={styles.track} aria-hidden>
                <span className={styles.fill} style={{ width: `${share(amountFen)}%` }} />
              </span>
              {share(amountFen).toFixed(1)}%
            </span>
          ),
        },
        {
          key: 'amount',
          title: t(ten ? 'revenue.amountTenThousand' : 'revenue.amountYuan'),
          align: 'right',
          render: (_, { amountFen, query }) => (
            <LinesLink query={query}>
              <Money fen={amountFen} tenThousand={ten} />
            </LinesLink>
          ),
        },
      ]}
      summary={() => (
        <Table.Summary.Row className={styles.totals ?? ''}>
          <Table.Summary.Cell index={0}>{t('table.total')}</Table.Summary.Cell>
          <Table.Summary.Cell index={1} align="right">
            {count(total.pieces)}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={2} align="right">
            {count(total.lines)}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={3} align="right">
            100%
          </Table.Summary.Cell>
          <Table.Summary.Cell index={4} align="right">
            <LinesLink query={total.query}>
              <Money fen={total.amountFen} tenThousand={ten} />
            </LinesLink>
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}

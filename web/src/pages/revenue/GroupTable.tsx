import { MinusSquareOutlined, PlusSquareOutlined } from '@ant-design/icons';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevenueSummary } from '../../api/revenue';
import { usePhone } from '../../app/media';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import { Sheet } from '../../ui/table/Sheet';
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
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = unfold(tree, folded);
  const turn = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  return (
    <Sheet<Row>
      fit={phone}
      stale={stale}
      rows={rows}
      rowKey={({ group }) => group.id}
      columns={[
        {
          key: 'name',
          title: t(`revenue.by.${summary.by}`),
          render: ({ group, depth }) => (
            <span className={styles.name} style={{ paddingInlineStart: depth * (phone ? 8 : 20) }}>
              {tree.some(({ children }) => children) && (
                <Turn group={group} open={!folded.has(group.id)} onTurn={turn} name={nameOf(group)} />
              )}
              {nameOf(group)}
            </span>
          ),
        },
        ...figures.map(({ key, title, render, total }) => ({
          key,
          title,
          numeric: true,
          total,
          render: ({ group }: Row) => render(group),
        })),
      ]}
    />
  );
}

/** A group where it stands in the tree. */
interface Row {
  group: GroupNode;
  depth: number;
}

/** The groups as they stand one under the other, without what is folded away. */
function unfold(groups: readonly GroupNode[], folded: ReadonlySet<string>, depth = 0): Row[] {
  return groups.flatMap((group) => [
    { group, depth },
    ...(folded.has(group.id) ? [] : unfold(group.children ?? [], folded, depth + 1)),
  ]);
}

interface TurnProps {
  group: GroupNode;
  open: boolean;
  name: string;
  onTurn: (id: string) => void;
}

function Turn({ group, open, name, onTurn }: TurnProps) {
  if (!group.children) return <span className={styles.leaf} />;
  return (
    <button
      type="button"
      className={styles.turn}
      aria-expanded={open}
      aria-label={name}
      onClick={() => onTurn(group.id)}
    >
      {open ? <MinusSquareOutlined /> : <PlusSquareOutlined />}
    </button>
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

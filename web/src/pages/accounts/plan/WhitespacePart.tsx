import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWhitespace, type GridCell, type GridRow } from '../../../api/account-plans';
import { useProducts } from '../../../api/account-records';
import type { Account } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { Failure } from '../../../ui/Failure';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import { CellDrawer } from './CellDrawer';
import { Amount, GridFoot } from './GridFoot';
import plan from './PlanTab.module.css';
import styles from './WhitespacePart.module.css';

interface Chosen {
  row: GridRow;
  product: string;
}

/** What the account and all below it buy, were offered, refused and never heard of. */
export function WhitespacePart({ account, year }: { account: Account; year: number }) {
  const { t } = useTranslation();
  const grid = useWhitespace(account.id, year);
  const products = useProducts();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (grid.error) return <Failure error={grid.error} onRetry={() => void grid.refetch()} />;
  if (!grid.data || products.length === 0) return <Skeleton active paragraph={{ rows: 6 }} />;
  const rows = grid.data.pages.flatMap((page) => page.items);
  const total = grid.data.pages[0]?.total ?? rows.length;
  return (
    <div className={plan.plan}>
      <p className={styles.note}>{t('plans.gridNote')}</p>
      <Card flush>
        <div className={styles.scroll}>
          <table className={styles.grid}>
            <thead>
              <tr>
                <th className={styles.account} scope="col">
                  {t('plans.gridAccount')}
                </th>
                <th className={styles.sum} scope="col">
                  {t('plans.gridEarned', { year })}
                </th>
                {products.map(({ code, name }) => (
                  <th key={code} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th className={styles.account} scope="row">
                    <Link to={`/accounts/${row.id}?tab=plan&part=whitespace`}>{row.name}</Link>
                    <span className={styles.code}>{row.code}</span>
                  </th>
                  <td className={styles.sum}>
                    <Amount fen={row.amountFen} />
                  </td>
                  {products.map(({ code, name }) => (
                    <td key={code}>
                      <Cell
                        cell={row.cells.find(({ product }) => product === code)}
                        year={year}
                        label={`${row.name} · ${name}`}
                        onOpen={() => setChosen({ row, product: code })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <GridFoot accountId={account.id} year={year} products={products} />
          </table>
        </div>
        {grid.hasNextPage && (
          <div className={styles.foot}>
            <Button loading={grid.isFetchingNextPage} onClick={() => void grid.fetchNextPage()}>
              {t('plans.more')}
            </Button>
            <span className={styles.note}>
              {t('plans.shownOf', { shown: count(rows.length), total: count(total) })}
            </span>
          </div>
        )}
      </Card>
      {chosen && <CellDrawer rootId={account.id} {...chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}

interface CellProps {
  cell: GridCell | undefined;
  year: number;
  label: string;
  onOpen: () => void;
}

function Cell({ cell, year, label, onOpen }: CellProps) {
  const { t } = useTranslation();
  const state = cell?.state ?? 'never';
  const word = t(`plans.cellStates.${state}`);
  const earlier = cell?.boughtYear != null && cell.boughtYear < year ? cell.boughtYear : null;
  return (
    <button
      type="button"
      className={`${styles.cell} ${state === 'never' ? '' : styles[state]}`}
      aria-label={`${label}: ${word}`}
      onClick={onOpen}
    >
      {state === 'never' ? '–' : word}
      {state === 'bought' && earlier !== null && <> {t('plans.boughtIn', { year: earlier })}</>}
      {cell?.amountFen ? (
        <span className={styles.amounts}>
          <Money fen={cell.amountFen} />
        </span>
      ) : null}
      {cell?.lastAmountFen ? (
        <span className={styles.amounts}>
          {t('plans.lastYear')} <Money fen={cell.lastAmountFen} />
        </span>
      ) : null}
    </button>
  );
}

import { useTranslation } from 'react-i18next';
import { useWhitespaceTotals, type WhitespaceTotals } from '../../../api/account-plans';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import styles from './WhitespacePart.module.css';

/** An amount, or that the reader may not know it. */
export function Amount({ fen }: { fen: number | null }) {
  const { t } = useTranslation();
  return fen === null ? <span title={t('plans.noMoney')}>–</span> : <Money fen={fen} />;
}

interface Props {
  accountId: string;
  year: number;
  products: readonly { code: string; name: string }[];
}

/** Sums over the whole tree, also over what the grid does not show yet. */
export function GridFoot({ accountId, year, products }: Props) {
  const { t } = useTranslation();
  const totals = useWhitespaceTotals(accountId, year).data;
  if (!totals) return null;
  return (
    <tfoot>
      <tr>
        <th className={styles.account} scope="row">
          {t('plans.gridTotal', { count: totals.accounts, shown: count(totals.accounts) })}
        </th>
        <td className={styles.sum}>
          <Amount fen={totals.amountFen} />
          {totals.lastAmountFen ? (
            <span className={styles.amounts}>
              {t('plans.lastYear')} <Money fen={totals.lastAmountFen} />
            </span>
          ) : null}
          {totals.unnamedFen ? (
            <span className={styles.amounts}>
              {t('plans.gridUnnamed')} <Money fen={totals.unnamedFen} />
            </span>
          ) : null}
        </td>
        {products.map(({ code }) => (
          <td key={code} className={styles.total}>
            <ProductTotal
              total={totals.products.find(({ product }) => product === code)}
              accounts={totals.accounts}
            />
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

const SAID = ['bought', 'proposed', 'lost', 'never'] as const;

interface TotalProps {
  total: WhitespaceTotals['products'][number] | undefined;
  accounts: number;
}

function ProductTotal({ total, accounts }: TotalProps) {
  const { t } = useTranslation();
  const counts = total?.accounts ?? { bought: 0, proposed: 0, lost: 0, never: accounts };
  return (
    <>
      {total?.amountFen ? <Money fen={total.amountFen} /> : null}
      {SAID.filter((state) => counts[state] > 0).map((state) => (
        <span key={state} className={styles.amounts}>
          {t(`plans.cellStates.${state}`)} {count(counts[state])}
        </span>
      ))}
    </>
  );
}

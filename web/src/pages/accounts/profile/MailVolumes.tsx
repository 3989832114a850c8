import { useTranslation } from 'react-i18next';
import { useProductName } from '../../../api/account-records';
import type { Account } from '../../../api/types';
import { count } from '../../../ui/numbers';
import styles from './MailVolumes.module.css';
import { months } from './profile-sections';

type Products = Account['mailHabits']['products'];

const sum = (pieces: readonly number[]): number => pieces.reduce((total, each) => total + each, 0);

/** Pieces by product and month; the fuller a month, the darker. */
export function MailVolumes({ products }: { products: Products }) {
  const { t } = useTranslation();
  const productName = useProductName();
  const most = Math.max(1, ...products.flatMap(({ months: pieces }) => pieces));
  const shade = (pieces: number) => ({
    background: `color-mix(in srgb, var(--hy-green) ${Math.round((pieces / most) * 32)}%, transparent)`,
  });
  return (
    <div className={styles.scroll}>
      <table className={styles.volumes}>
        <caption className={styles.caption}>{t('profile.volumesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('profile.product')}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {t(`campaigns.monthNames.${month}`)}
              </th>
            ))}
            <th scope="col">{t('profile.yearTotal')}</th>
          </tr>
        </thead>
        <tbody>
          {products.map(({ product, months: pieces }) => (
            <tr key={product}>
              <th scope="row">{productName(product)}</th>
              {months.map((month, index) => (
                <td key={month} style={shade(pieces[index] ?? 0)}>
                  {pieces[index] ? count(pieces[index]) : <span className="muted">–</span>}
                </td>
              ))}
              <td className={styles.total}>{count(sum(pieces))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

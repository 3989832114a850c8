import { useTranslation } from 'react-i18next';
import { asFen, inTenThousands, inYuan, type Fen } from './money';
import styles from './Money.module.css';

interface Props {
  /** Integer fen; null when there is no amount. */
  fen: Fen | null | undefined;
  /** Show 万元 instead of 元. */
  tenThousand?: boolean;
  /** Write the unit behind the number. */
  unit?: boolean;
}

/** An amount of money. The exact amount is always in the title. */
export function Money({ fen, tenThousand = false, unit = false }: Props) {
  const { t } = useTranslation();
  if (fen === null || fen === undefined) return <span className="muted">–</span>;
  const amount = asFen(fen);
  return (
    <span className={styles.money} title={`${inYuan(amount)} ${t('common.yuan')}`}>
      {tenThousand ? inTenThousands(amount) : inYuan(amount)}
      {unit && <span className={styles.unit}>{t(tenThousand ? 'common.tenThousand' : 'common.yuan')}</span>}
    </span>
  );
}

import { App, Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCell, useSay, useWithdraw, type GridRow, type NewWord } from '../../../api/account-plans';
import { useProductName } from '../../../api/account-records';
import { usePermission } from '../../../api/session';
import { usePhone } from '../../../app/media';
import { asApiError } from '../../../ui/api-error';
import { Failure } from '../../../ui/Failure';
import { useFocusBack } from '../../../ui/focus-back';
import { Money } from '../../../ui/Money';
import { SayDrawer } from './SayDrawer';
import plan from './PlanTab.module.css';
import styles from './WhitespacePart.module.css';

interface Props {
  /** The account whose grid it stands in. */
  rootId: string;
  row: GridRow;
  product: string;
  onClose: () => void;
}

/** What stands behind one cell: money, campaigns, and what was said; and where to say more. */
export function CellDrawer({ rootId, row, product, onClose }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const may = usePermission();
  const productName = useProductName();
  useFocusBack();
  const [saying, setSaying] = useState<NewWord['state'] | null>(null);
  const mayWrite = row.mayChange && may('accounts:write');
  if (saying !== null) {
    return (
      <SayDrawer
        rootId={rootId}
        accountId={row.id}
        title={`${row.name} · ${productName(product)}`}
        product={product}
        state={saying}
        onClose={() => setSaying(null)}
      />
    );
  }
  return (
    <Drawer
      open
      title={`${row.name} · ${productName(product)}`}
      size={phone ? '100%' : 480}
      onClose={onClose}
      footer={
        mayWrite && (
          <div className={plan.buttons}>
            <Button type="primary" onClick={() => setSaying('proposed')}>
              {t('plans.sayProposed')}
            </Button>
            <Button onClick={() => setSaying('lost')}>{t('plans.sayLost')}</Button>
          </div>
        )
      }
    >
      <Behind rootId={rootId} accountId={row.id} product={product} mayWrite={mayWrite} />
    </Drawer>
  );
}

interface BehindProps {
  rootId: string;
  accountId: string;
  product: string;
  mayWrite: boolean;
}

function Behind({ rootId, accountId, product, mayWrite }: BehindProps) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const cell = useCell(rootId, accountId, product);
  const withdraw = useWithdraw(rootId);
  const say = useSay(rootId, accountId);
  if (cell.error) return <Failure error={cell.error} onRetry={() => void cell.refetch()} />;
  if (!cell.data) return <Skeleton active />;
  const { years, campaigns, words } = cell.data;
  const fail = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const takeBack = ({ id, state, reason, amountFen, happenedOn }: (typeof words)[number]) =>
    withdraw.mutate(id, {
      onSuccess: () =>
        void message.success({
          key: id,
          duration: 8,
          content: (
            <>
              {t('plans.withdrawn')}{' '}
              <Button
                type="link"
                size="small"
                onClick={() =>
                  say.mutate(
                    { product, state, reason, amountFen, happenedOn },
                    { onSuccess: () => message.destroy(id), onError: fail },
                  )
                }
              >
                {t('plans.undo')}
              </Button>
            </>
          ),
        }),
      onError: fail,
    });
  if (years.length + campaigns.length + words.length === 0) {
    return <p className="muted">{t('plans.nothingBehind')}</p>;
  }
  return (
    <>
      {years.length > 0 && (
        <section className={styles.section}>
          <h3>{t('plans.moneyByYear')}</h3>
          {years.map(({ year, amountFen }) => (
            <div key={year} className={styles.line}>
              <Link to={`/revenue/lines?accountId=${accountId}&from=${year}-01&to=${year}-12`}>{year}</Link>
              <Money fen={amountFen} unit />
            </div>
          ))}
        </section>
      )}
      {campaigns.length > 0 && (
        <section className={styles.section}>
          <h3>{t('plans.campaignsOfCell')}</h3>
          {campaigns.map(({ id, name, year }) => (
            <div key={id} className={styles.line}>
              <Link to={`/campaigns/${id}`}>{name}</Link>
              <span className="muted">{year}</span>
            </div>
          ))}
        </section>
      )}
      {words.length > 0 && (
        <section className={styles.section}>
          <h3>{t('plans.words')}</h3>
          {words.map((word) => (
            <div key={word.id} className={styles.line}>
              <span className={word.withdrawnAt ? styles.gone : ''}>
                {t(`plans.cellStates.${word.state}`)}: {word.reason}
                {word.amountFen !== null && (
                  <>
                    {' '}
                    <Money fen={word.amountFen} unit />
                  </>
                )}
                <span className={styles.code}>
                  {t('plans.saidBy', { name: word.recordedByName ?? '–', day: word.happenedOn })}
                </span>
              </span>
              {mayWrite && !word.withdrawnAt && (
                <Button type="text" size="small" onClick={() => takeBack(word)}>
                  {t('plans.withdraw')}
                </Button>
              )}
            </div>
          ))}
        </section>
      )}
    </>
  );
}

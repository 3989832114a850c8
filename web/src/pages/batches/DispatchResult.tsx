import { App, Button, Skeleton } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDispatchOf } from '../../api/batches';
import { usePermission } from '../../api/session';
import type { Batch } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { Money } from '../../ui/Money';
import { count, minute } from '../../ui/numbers';
import { amountOf } from './batch-words';
import styles from './DispatchResult.module.css';

/** What was handed over, when, where to, and what it earned. */
export function DispatchResult({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const may = usePermission();
  const dispatch = useDispatchOf(batch.id, true);
  const amount = amountOf(batch, batch.mailed);
  const { data } = dispatch;
  return (
    <section className={styles.result}>
      <div className={styles.figures}>
        <div>
          <h2 className={styles.label}>{t('batches.result.mailed')}</h2>
          <p className={styles.figure}>{count(batch.mailed)}</p>
        </div>
        <div>
          <h2 className={styles.label}>{t('batches.result.revenue')}</h2>
          <p className={styles.figure}>
            {amount === null ? t('batches.unpriced') : <Money fen={amount} unit />}
          </p>
          {may('revenue:read') && batch.campaignId !== null && (
            <Link to={`/revenue/lines?campaignId=${batch.campaignId}`}>
              {t('batches.result.openRevenue')}
            </Link>
          )}
        </div>
      </div>
      {dispatch.error ? (
        <Failure error={dispatch.error} onRetry={() => void dispatch.refetch()} />
      ) : !data ? (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      ) : (
        <dl className={styles.facts}>
          <dt>{t('batches.result.delivered')}</dt>
          <dd>{minute(data.deliveredAt)}</dd>
          <dt>{t('batches.result.by')}</dt>
          <dd>{data.requestedByName ?? t('batches.console')}</dd>
          <dt>{t('batches.result.target')}</dt>
          <dd>
            <Copied text={`${data.target}/${batch.code}`} />
          </dd>
          <dt>{t('batches.result.hash')}</dt>
          <dd>
            <Copied text={data.manifestHash} shown={shortHash(data.manifestHash)} />
          </dd>
        </dl>
      )}
    </section>
  );
}

const HASH_ENDS = 8;

/** Enough of a hash to compare two by eye. */
const shortHash = (hash: string): string => `${hash.slice(0, HASH_ENDS)}…${hash.slice(-HASH_ENDS)}`;

/** Text a machine wrote, to be copied in one click. */
function Copied({ text, shown = text }: { text: string; shown?: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <span className={styles.code}>
      <code title={text}>{shown}</code>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        aria-label={t('common.copy')}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(() => message.success(t('common.copied')))
        }
      />
    </span>
  );
}

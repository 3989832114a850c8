import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDispatchBatch } from '../../api/batches';
import type { Batch } from '../../api/types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import { amountOf } from './batch-words';

/** Hands the batch over, after saying with numbers what that means. */
export function DispatchAction({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const dispatch = useDispatchBatch(batch.id);
  const amount = amountOf(batch, batch.mailed);
  return (
    <>
      <Button type="primary" size="large" onClick={() => setAsked(true)}>
        {t('batches.dispatch')}
      </Button>
      <ConfirmDialog
        open={asked}
        title={t('batches.dispatchTitle', { code: batch.code })}
        action={t('batches.dispatchNow', { pieces: count(batch.mailed) })}
        cancel={t('batches.keep')}
        busy={dispatch.isPending}
        error={dispatch.error}
        numbers={[
          { label: t('batches.dispatchPieces'), value: count(batch.mailed) },
          { label: t('batches.dispatchFiles'), value: count(batch.files) },
          ...(batch.heldOut > 0 ? [{ label: t('batches.staysBehind'), value: count(batch.heldOut) }] : []),
          ...(batch.spoiled > 0 ? [{ label: t('batches.withdrawn'), value: count(batch.spoiled) }] : []),
          {
            label: t('batches.dispatchAmount'),
            value: amount === null ? t('batches.unpriced') : <Money fen={amount} unit />,
          },
        ]}
        onConfirm={() => dispatch.mutate(undefined, { onSuccess: () => setAsked(false) })}
        onCancel={() => {
          dispatch.reset();
          setAsked(false);
        }}
      >
        {t('batches.dispatchBody')}
      </ConfirmDialog>
    </>
  );
}

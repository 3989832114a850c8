import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBatchStep } from '../../api/batches';
import { usePermission } from '../../api/session';
import type { Batch } from '../../api/types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { count } from '../../ui/numbers';
import { FollowButton } from '../../ui/FollowButton';
import { PageHeader } from '../../ui/PageHeader';
import { BatchStateTag, isFrozen, mayBeCancelled, toPrint } from './batch-words';

export function BatchHeader({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const may = usePermission();
  const { campaignId, campaignName } = batch;
  return (
    <PageHeader
      title={t('batches.titleOf', { code: batch.code })}
      tag={<BatchStateTag state={batch.state} />}
      back={{ to: '/batches', label: t('batches.title') }}
      note={
        campaignId !== null &&
        campaignName !== null && <Link to={`/campaigns/${campaignId}`}>{campaignName}</Link>
      }
      actions={
        <>
          <FollowButton type="batch" id={batch.id} />
          {may('batches:prepare') && mayBeCancelled(batch.state) && <Cancel batch={batch} />}
        </>
      }
    />
  );
}

function Cancel({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const step = useBatchStep(batch.id);
  return (
    <>
      <Button danger onClick={() => setAsked(true)}>
        {t('batches.cancel')}
      </Button>
      <ConfirmDialog
        open={asked}
        danger
        title={t('batches.cancelTitle', { code: batch.code })}
        action={t('batches.cancel')}
        cancel={t('batches.keep')}
        busy={step.isPending}
        error={step.error}
        {...(isFrozen(batch) && {
          numbers: [
            {
              label: t('batches.cancelPieces'),
              value: count(toPrint(batch) - batch.heldOut - batch.spoiled),
            },
          ],
        })}
        onConfirm={() => step.mutate('cancel', { onSuccess: () => setAsked(false) })}
        onCancel={() => {
          step.reset();
          setAsked(false);
        }}
      >
        {t('batches.cancelBody')}
      </ConfirmDialog>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { Batch, BatchProgress } from '../../api/types';
import { Card } from '../../ui/Card';
import { SplitBar, type SplitPart } from '../../ui/SplitBar';

interface Props {
  batch: Batch;
  progress: BatchProgress | null;
}

/** The sum every batch has to come to: planned = mailed + held out + suppressed + spoiled + cancelled. */
export function BatchBalance({ batch, progress }: Props) {
  const { t } = useTranslation();
  const open = batch.closedAt === null && batch.state !== 'cancelled';
  const printed = open ? (progress?.printed ?? 0) : batch.mailed;
  const heldOut = open ? (progress?.heldOut ?? 0) : batch.heldOut;
  const { planned, suppressed, spoiled, cancelled } = batch;
  const left = planned - printed - heldOut - suppressed - spoiled - cancelled;
  const mailed = batch.state === 'dispatched' ? 'mailed' : 'toMail';
  const parts: SplitPart[] = [
    {
      key: 'mailed',
      label: t(open ? 'batches.printed' : `batches.${mailed}`),
      value: printed,
      colour: 'var(--hy-green)',
    },
    {
      key: 'heldOut',
      label: t('batches.heldOut'),
      value: heldOut,
      colour: 'var(--hy-vermilion)',
      striped: true,
    },
    { key: 'suppressed', label: t('batches.suppressed'), value: suppressed, colour: 'var(--hy-blue)' },
  ];
  if (open) {
    parts.push({ key: 'left', label: t('batches.left'), value: left, colour: 'var(--hy-line)' });
  } else {
    parts.push(
      {
        key: 'spoiled',
        label: t('batches.spoiled'),
        value: spoiled,
        colour: 'var(--hy-ochre)',
        striped: true,
      },
      {
        key: 'cancelled',
        label: t('batches.cancelled'),
        value: cancelled,
        colour: 'var(--hy-ink3)',
        striped: true,
      },
    );
  }
  return (
    <Card title={t(open ? 'batches.composition' : 'batches.balance')}>
      <SplitBar label={t('batches.planned')} total={planned} parts={parts} />
    </Card>
  );
}

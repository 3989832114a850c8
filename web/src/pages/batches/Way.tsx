import { useTranslation } from 'react-i18next';
import type { Batch, BatchState } from '../../api/types';
import { count, minute } from '../../ui/numbers';
import { StageLine, type StageLook } from '../../ui/StageLine';
import { isUnderWay } from './batch-words';

const stages = ['made', 'frozen', 'approved', 'printed', 'closed', 'dispatched'] as const;
type BatchStage = (typeof stages)[number];

/** How many stages lie behind a batch in this state. */
const behind: Record<Exclude<BatchState, 'cancelled'>, number> = {
  draft: 1,
  freezing: 1,
  frozen: 2,
  approved: 3,
  printing: 3,
  closed: 5,
  dispatching: 5,
  uncertain: 5,
  dispatched: 6,
};

/** Where a cancelled batch was when it was stopped, told by what it has. */
function passed(batch: Batch): number {
  if (batch.state !== 'cancelled') return behind[batch.state];
  if (batch.closedAt !== null) return behind.closed;
  if (batch.approval !== null) return behind.approved;
  return batch.planned > 0 ? behind.frozen : behind.draft;
}

function lookOf(batch: Batch, index: number, done: number): StageLook {
  if (index < done) return 'done';
  if (index > done) return 'ahead';
  if (batch.state === 'cancelled') return 'stopped';
  if (batch.state === 'uncertain') return 'attention';
  return isUnderWay(batch.state) ? 'working' : 'now';
}

/** A batch's way to the post: what lies behind it, where it stands, what is ahead. */
export function Way({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const done = passed(batch);
  return (
    <StageLine
      label={t('batches.way')}
      stages={stages.map((stage, index) => ({
        key: stage,
        name: t(`batches.stages.${stage}`),
        look: lookOf(batch, index, done),
        fact: index < done && <Fact stage={stage} batch={batch} />,
      }))}
    />
  );
}

/** Who did it and when, as far as it is kept. Printing ends with the closing, which says what came of it. */
function Fact({ stage, batch }: { stage: BatchStage; batch: Batch }) {
  const { t } = useTranslation();
  const approver = batch.approval === 'console' ? t('batches.console') : batch.approvedByName;
  switch (stage) {
    case 'made':
      return <By name={batch.createdByName} at={batch.createdAt} />;
    case 'frozen':
      return <By name={null} at={batch.frozenAt} />;
    case 'approved':
      return <By name={approver} at={batch.approvedAt} />;
    case 'printed':
      return <By name={null} at={batch.closedAt} />;
    case 'closed':
      return batch.state === 'cancelled'
        ? minute(batch.closedAt)
        : t('batches.mailedOf', { pieces: count(batch.mailed) });
    case 'dispatched':
      return <By name={null} at={batch.dispatchedAt} />;
  }
}

function By({ name, at }: { name: string | null; at: string | null }) {
  if (name === null) return at && minute(at);
  return (
    <>
      {name}
      {at && <br />}
      {at && minute(at)}
    </>
  );
}

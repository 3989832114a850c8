import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../api/session';
import { useMoves, useUndoMove, type Move } from '../../api/teams';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Failure } from '../../ui/Failure';
import { StateTag } from '../../ui/StateTag';
import { minute } from '../../ui/numbers';
import styles from './Teams.module.css';

/** What was moved at once, with the way back. */
export function Moves() {
  const { t } = useTranslation();
  const moves = useMoves();
  if (moves.error) return <Failure error={moves.error} onRetry={() => void moves.refetch()} />;
  if (!moves.data || moves.data.length === 0) return null;
  return (
    <Card title={t('team.move.title')}>
      <ul>
        {moves.data.map((move) => (
          <Row key={move.id} move={move} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ move }: { move: Move }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const [asking, setAsking] = useState(false);
  const undo = useUndoMove();
  const name = (known: string | null) => known ?? t('accounts.unseenPerson');
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        <span className={styles.who}>
          {name(move.fromName)} → {name(move.toName)}
        </span>{' '}
        {t('team.move.count', { count: move.accounts })}
        <span className={styles.quiet}>
          {[
            t('team.move.on', { day: move.effectiveOn }),
            move.recordedByName,
            minute(move.recordedAt),
            move.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {move.undoneAt !== null ? (
        <StateTag tone="stopped">{t('team.move.undone', { count: move.restored ?? 0 })}</StateTag>
      ) : (
        may('teams:write') && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('team.move.undo')}
          </Button>
        )
      )}
      <ConfirmDialog
        open={asking}
        title={t('team.move.undoTitle')}
        numbers={[{ label: t('team.move.accounts'), value: move.accounts }]}
        action={t('team.move.undo')}
        busy={undo.isPending}
        error={undo.error}
        onConfirm={() =>
          undo.mutate(move.id, {
            onSuccess: ({ restored }) => {
              setAsking(false);
              void message.success(t('team.move.undone', { count: restored ?? 0 }));
            },
          })
        }
        onCancel={() => setAsking(false)}
      >
        {t('team.move.undoBody')}
      </ConfirmDialog>
    </li>
  );
}

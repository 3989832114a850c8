import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type RecordImportDetails, useUndoImport } from '../../api/record-imports';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { KeyFacts } from '../../ui/KeyFacts';
import { count, minute } from '../../ui/numbers';
import { ImportSums } from './ImportReview';
import { ImportRows } from './ImportRows';
import styles from './imports.module.css';

/** The last step: what came of it, and the way back. */
export function ImportResult({ made }: { made: RecordImportDetails }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const again = <Button onClick={() => void navigate(`/${made.list}/import`)}>{t('imports.another')}</Button>;
  const sentence = made.error?.[i18n.language === 'en' ? 'en' : 'zh'];
  if (made.state === 'cancelled' || made.state === 'failed') {
    return (
      <Card>
        <EmptyState
          title={t(`imports.results.${made.state}`)}
          body={sentence ?? t('imports.nothing')}
          action={again}
        />
      </Card>
    );
  }
  const undone = made.state === 'undone';
  return (
    <>
      <Card
        title={t(`imports.results.${undone ? 'undone' : made.state === 'stopped' ? 'stopped' : 'done'}`, {
          name: made.fileName,
        })}
      >
        {sentence !== undefined && <p className={styles.hint}>{sentence}</p>}
        <KeyFacts
          facts={(undone ? undoFacts : facts)(made).map((key) => ({
            key,
            label: t(`imports.outcomes.${key}`),
            value: count(made[key]),
          }))}
        />
        <ImportSums made={made} />
        {undone && made.kept > 0 && <p className={styles.hint}>{t('imports.keptNote')}</p>}
      </Card>
      <div className={styles.actions}>
        <Button type="primary" onClick={() => void navigate(`/${made.list}`)}>
          {t('imports.toList')}
        </Button>
        {again}
        {!undone && <Undo made={made} />}
      </div>
      <ImportRows
        made={made}
        first={
          undone && made.kept > 0
            ? 'kept'
            : made.refused > 0
              ? 'refused'
              : made.skipped > 0
                ? 'skipped'
                : 'all'
        }
        kinds={[
          ['refused', made.refused],
          ['faulty', made.faulty],
          ['skipped', made.skipped],
          ['kept', made.kept],
          ['archived', made.archived],
          ['created', made.created],
          ['changed', made.changed],
        ]}
      />
    </>
  );
}

const facts = ({ refused, skipped }: RecordImportDetails) =>
  [
    'applied',
    ...(refused > 0 ? (['refused'] as const) : []),
    ...(skipped > 0 ? (['skipped'] as const) : []),
  ] as const;
const undoFacts = (_made: RecordImportDetails) => ['removed', 'archived', 'restored', 'kept'] as const;

function Undo({ made }: { made: RecordImportDetails }) {
  const { t } = useTranslation();
  const undo = useUndoImport(made.id);
  const [asking, setAsking] = useState(false);
  const open = made.undoUntil !== null && made.applied > 0;
  if (!open) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t('imports.undo')}
      </Button>
      <span className={styles.hint}>{t('imports.undoUntil', { at: minute(made.undoUntil) })}</span>
      <ConfirmDialog
        open={asking}
        danger
        title={t('imports.undoTitle')}
        action={t('imports.undo')}
        numbers={[{ label: t('imports.outcomes.applied'), value: count(made.applied) }]}
        busy={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        {t('imports.undoBody')}
      </ConfirmDialog>
    </>
  );
}

import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TimelineRecord, useTimelineActions } from '../../api/activity';
import type { TimelineEntry } from '../../api/types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { asApiError } from '../../ui/api-error';
import { noteParts } from './note-text';
import { NoteEditor } from './NoteEditor';
import styles from './Timeline.module.css';

interface Props {
  note: NonNullable<TimelineEntry['note']>;
  record: TimelineRecord;
}

/** A note as it reads now; its author changes it where it stands. */
export function NoteEntry({ note, record }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { change, remove } = useTimelineActions(record);
  if (note.text === null) return <p className={styles.removed}>{t('activity.note.removed')}</p>;
  if (editing) {
    return (
      <NoteEditor
        record={record}
        kept={note.text}
        busy={change.isPending}
        error={change.error}
        onCancel={() => setEditing(false)}
        onSave={(text) =>
          change.mutate({ id: note.id, text, version: note.version }, { onSuccess: () => setEditing(false) })
        }
      />
    );
  }
  return (
    <>
      <p className={styles.note}>
        {noteParts(note.text).map((part, index) =>
          part.userId === null ? part.text : <b key={`${index} ${part.userId}`}>{part.text}</b>,
        )}
      </p>
      <div className={styles.noteFoot}>
        {note.version > 1 && <span className="muted">{t('activity.note.changed')}</span>}
        {note.mine && (
          <>
            <Button type="link" size="small" onClick={() => setEditing(true)}>
              {t('common.edit')}
            </Button>
            <Button type="link" size="small" danger onClick={() => setRemoving(true)}>
              {t('activity.note.remove')}
            </Button>
          </>
        )}
      </div>
      <ConfirmDialog
        open={removing}
        title={t('activity.note.removeTitle')}
        action={t('activity.note.remove')}
        onCancel={() => setRemoving(false)}
        onConfirm={() =>
          remove.mutate(note.id, {
            onSuccess: () => setRemoving(false),
            onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
          })
        }
      >
        <p>{t('activity.note.removeBody')}</p>
      </ConfirmDialog>
    </>
  );
}

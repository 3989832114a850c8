import { Button, Mentions } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type TimelineRecord, useReaders } from '../../api/activity';
import { useDebounced } from '../../ui/debounced';
import { Failure } from '../../ui/Failure';
import { keptText, mentionedIn, writtenText } from './note-text';
import styles from './Timeline.module.css';

interface Props {
  record: TimelineRecord;
  /** The note as it is kept, when it is being changed. */
  kept?: string;
  busy: boolean;
  error: unknown;
  onSave: (text: string, done: () => void) => void;
  onCancel?: () => void;
}

const LONGEST = 4_000;
const PAUSE_MS = 200;

/** Writes a note; @ offers colleagues who can read the record. Ctrl+Enter saves, Esc cancels. */
export function NoteEditor({ record, kept = '', busy, error, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => writtenText(kept));
  const [search, setSearch] = useState<string | null>(null);
  const readers = useReaders(record, useDebounced(search ?? '', PAUSE_MS), search !== null);
  const people = useRef(mentionedIn(kept));
  const empty = text.trim() === '';
  const save = () => {
    if (!empty && !busy) onSave(keptText(text.trim(), people.current), () => setText(''));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    if (event.key === 'Escape') onCancel?.();
  };
  return (
    <div className={styles.editor}>
      <Mentions
        value={text}
        onChange={setText}
        onSearch={setSearch}
        onSelect={({ value, key = '' }) => {
          // The field makes its keys its own; they begin with ours.
          const reader = readers.data?.find(({ id }) => key.startsWith(id));
          if (value !== undefined && reader) people.current.set(value, reader.id);
        }}
        onKeyDown={onKeyDown}
        loading={readers.isFetching}
        options={(readers.data ?? []).map(({ id, name }) => ({ key: id, value: name, label: name }))}
        filterOption={false}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={LONGEST}
        aria-label={t('activity.note.label')}
        placeholder={t('activity.note.placeholder')}
        autoFocus={onCancel !== undefined}
      />
      {error != null && <Failure error={error} />}
      {(!empty || onCancel) && (
        <div className={styles.editorActions}>
          <span className="muted">{t('activity.note.hint')}</span>
          {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
          <Button type="primary" disabled={empty} loading={busy} onClick={save}>
            {t('activity.note.save')}
          </Button>
        </div>
      )}
    </div>
  );
}

import { EditOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popover } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCell, type ListField } from '../../api/records';
import { Failure } from '../Failure';
import type { ConditionValue } from './filter';
import { labelOf } from './words';
import styles from './records.module.css';

/** Fields of every kind are fetched when a cell is opened, not with the list. */
const CellInput = lazy(async () => ({ default: (await import('./CellInput')).CellInput }));

interface Props {
  field: ListField;
  /** Path of the record's own API. */
  path: string;
  /** Key of the queries that show the record. */
  cacheKey: string;
  version: number;
  value: ConditionValue | null;
  children: ReactNode;
}

/** A cell that is changed where it stands: saved by version, and taken back with one click. */
export function EditableCell({ field, path, cacheKey, version, value, children }: Props) {
  const { t, i18n } = useTranslation();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const [draft, setDraft] = useState<ConditionValue | null>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = labelOf(field.label, i18n.language);

  const save = async (next: ConditionValue | null, at: number): Promise<number> => {
    const saved = await changeCell(path, field.name, next, at);
    await client.invalidateQueries({ queryKey: [cacheKey] });
    return saved.version;
  };
  const undo = (at: number, key: string) => {
    notification.destroy(key);
    save(value, at).catch((failure: unknown) =>
      notification.error({ title: t('records.notUndone'), description: <Failure error={failure} /> }),
    );
  };
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const at = await save(draft === '' ? null : draft, version);
      setOpen(false);
      const key = `${path} ${field.name}`;
      notification.success({
        key,
        title: t('records.cellSaved', { name }),
        actions: (
          <Button size="small" onClick={() => undo(at, key)}>
            {t('records.undo')}
          </Button>
        ),
      });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const content = (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Suspense fallback={<Input disabled />}>
        <CellInput field={field} value={draft} onChange={setDraft} />
      </Suspense>
      {error != null && (
        <Failure
          error={error}
          retryLabel={t('records.reload')}
          onRetry={() => {
            setOpen(false);
            void client.invalidateQueries({ queryKey: [cacheKey] });
          }}
        />
      )}
      <Button type="primary" size="small" htmlType="submit" loading={busy}>
        {t('common.save')}
      </Button>
    </form>
  );
  return (
    <span className={styles.cell}>
      {children}
      <Popover
        trigger="click"
        open={open}
        destroyOnHidden
        content={content}
        onOpenChange={(next) => {
          setOpen(next);
          setDraft(value);
          setError(null);
        }}
      >
        <Button
          type="text"
          size="small"
          className={styles.pencil ?? ''}
          icon={<EditOutlined />}
          aria-label={t('records.editCell', { name })}
        />
      </Popover>
    </span>
  );
}

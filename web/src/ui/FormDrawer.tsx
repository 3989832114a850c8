import { Button, Drawer, Form, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { isMac, usePhone } from '../app/media';
import { ConflictNotice } from './conflict/ConflictNotice';
import type { Overruling } from './conflict/overruling';
import { Failure } from './Failure';
import { useFocusBack } from './focus-back';
import { showFaults } from './form-faults';
import styles from './FormDrawer.module.css';

interface Props<V extends object> {
  title: string;
  form: FormInstance<V>;
  initial: Partial<V>;
  action?: string;
  /** Rejects with ApiError; faults with a path land on their fields. */
  onSave: (values: V, over?: Overruling) => Promise<void>;
  onClose: () => void;
  /** `onSave` heeds what was decided about both versions when somebody else saved first. */
  merges?: boolean;
  /** The code of a refusal because somebody else saved first, and how to take theirs in place of what was typed. */
  conflict?: { code: string; label: string; resolve: () => Promise<void> };
  children: ReactNode;
}

/** A short form beside the list it belongs to. Mount it to open it. */
export function FormDrawer<V extends object>(props: Props<V>) {
  const { form, onSave, onClose, conflict } = props;
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  useFocusBack();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const save = async (values: V, over?: Overruling) => {
    setBusy(true);
    if (!over) setError(null);
    try {
      await onSave(values, over);
      onClose();
    } catch (failure) {
      setError(failure);
      if (failure instanceof ApiError) showFaults(form, failure, i18n.language);
    } finally {
      setBusy(false);
    }
  };

  const takeTheirs = async ({ resolve }: NonNullable<typeof conflict>) => {
    try {
      await resolve();
      setError(null);
    } catch (failure) {
      setError(failure);
    }
  };
  const lost = conflict && error instanceof ApiError && error.code === conflict.code ? conflict : null;

  return (
    <Drawer
      open
      title={props.title}
      size={phone ? '100%' : 440}
      onClose={onClose}
      mask={{ closable: false }}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {props.action ?? t('common.save')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {!phone && (
            <span className={styles.hint}>{t(isMac ? 'common.saveHintMac' : 'common.saveHint')}</span>
          )}
        </div>
      }
    >
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initial}
        onFinish={(values) => void save(values)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        {props.children}
        {/* Enter in a single-line field saves, as in any form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {error != null && (
        <div className={styles.failure}>
          {props.merges ? (
            <ConflictNotice
              error={error}
              busy={busy}
              onSave={(over) => void save(form.getFieldsValue() as V, over)}
            />
          ) : (
            <Failure
              error={error}
              {...(lost && { onRetry: () => void takeTheirs(lost), retryLabel: lost.label })}
            />
          )}
        </div>
      )}
    </Drawer>
  );
}

import { Button, Form, type FormInstance } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../app/media';
import { ApiError } from '../api/problem';
import { ConflictNotice } from './conflict/ConflictNotice';
import type { Overruling } from './conflict/overruling';
import { Failure } from './Failure';
import { showFaults } from './form-faults';
import styles from './FormPage.module.css';
import { UnsavedGuard } from './UnsavedGuard';

interface Props<V extends object> {
  form: FormInstance<V>;
  initial: Partial<V>;
  /** Rejects with ApiError; faults with a path land on their fields. */
  onSave: (values: V, over?: Overruling) => Promise<void>;
  onCancel: () => void;
  /** `onSave` heeds what was decided about both versions when somebody else saved first. */
  merges?: boolean;
  /** Label of the primary button; "save" unless said. */
  action?: string;
  children: ReactNode;
}

/** Esc in an open list of choices closes the list, not the form. */
function inOpenList(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.ant-select-open') !== null;
}

/** A form on its own page: Ctrl+Enter saves, Esc cancels, nothing typed is lost without a question. */
export function FormPage<V extends object>(props: Props<V>) {
  const { form, initial, onSave, onCancel, action, children } = props;
  const { t, i18n } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const saved = useRef(false);
  const touched = useRef(false);

  const isUnsaved = useCallback(() => touched.current && !saved.current, []);

  const save = async (values: V, over?: Overruling) => {
    setBusy(true);
    if (!over) setError(null);
    saved.current = true;
    try {
      await onSave(values, over);
    } catch (failure) {
      saved.current = false;
      setError(failure);
      if (failure instanceof ApiError) showFaults(form, failure, i18n.language);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        scrollToFirstError={{ focus: true }}
        onValuesChange={() => {
          touched.current = true;
        }}
        onFinish={(values) => void save(values)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
          if (event.key === 'Escape' && !event.nativeEvent.isComposing && !inOpenList(event.target))
            onCancel();
        }}
        className={styles.form ?? ''}
      >
        <div className={styles.sheet}>{children}</div>
        {error != null && !props.merges && <Failure error={error} />}
        {error != null && props.merges && (
          <ConflictNotice
            error={error}
            busy={busy}
            onSave={(over) => void save(form.getFieldsValue() as V, over)}
          />
        )}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {action ?? t('common.save')}
          </Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <span className={styles.hint}>{t(isMac ? 'common.saveHintMac' : 'common.saveHint')}</span>
        </div>
      </Form>
      <UnsavedGuard dirty={isUnsaved} />
    </>
  );
}

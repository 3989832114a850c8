import { App, Button, Segmented } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { usePermission } from '../../api/session';
import type { DesignDetails } from '../../api/types';
import { isMac, usePhone } from '../../app/media';
import { Failure } from '../../ui/Failure';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import { UnsavedGuard } from '../../ui/UnsavedGuard';
import { sentBody } from './design-body';
import styles from './DesignEditor.module.css';
import { DesignForm } from './DesignForm';
import { DesignPreview } from './DesignPreview';
import { formatName } from './design-words';
import { StaleNotice } from './StaleNotice';
import { useDesignDraft } from './use-design-draft';
import { usePreview } from './use-preview';

type Side = 'form' | 'preview';

export function DesignEditor({ design }: { design: DesignDetails }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const phone = usePhone();
  const mayWrite = usePermission()('designs:write');
  const edit = useDesignDraft(design);
  const { draft, base, dirty } = edit;
  const [side, setSide] = useState<Side>('form');
  const [record, setRecord] = useState<{ listId: string | null; record: number }>({
    listId: null,
    record: 1,
  });
  const request = useMemo(
    () => ({ body: sentBody(draft.body), artwork: draft.artwork, ...record }),
    [draft.body, draft.artwork, record],
  );
  const preview = usePreview(request);
  const faults = preview.error instanceof ApiError ? preview.error.faults : [];

  const save = () => {
    if (!dirty || edit.saving || draft.name.trim() === '') return;
    edit.save().then(
      () => void message.success(t('common.saved')),
      () => undefined,
    );
  };
  useSaveKeys(save);

  return (
    <>
      <UnsavedGuard dirty={edit.isUnsaved} />
      <PageHeader
        title={base.name}
        tag={
          <StateTag tone={dirty ? 'waiting' : 'done'}>
            {dirty ? t('designs.unsaved') : `v${base.versionNo}`}
          </StateTag>
        }
        back={{ to: '/designs', label: t('designs.title') }}
        note={formatName(t, base.format)}
        actions={
          mayWrite && (
            <Button
              type="primary"
              disabled={!dirty || draft.name.trim() === ''}
              loading={edit.saving}
              title={t(isMac ? 'designs.saveKeysMac' : 'designs.saveKeys')}
              onClick={save}
            >
              {t('designs.save')}
            </Button>
          )
        }
      />
      {edit.stale ? (
        <StaleNotice edit={edit} />
      ) : (
        edit.error && (
          <div className={styles.notice}>
            <Failure error={edit.error} />
          </div>
        )
      )}
      {phone && (
        <div className={styles.sides}>
          <Segmented<Side>
            block
            value={side}
            onChange={setSide}
            options={[
              { value: 'form', label: t('designs.sideForm') },
              { value: 'preview', label: t('designs.sidePreview') },
            ]}
          />
        </div>
      )}
      <div className={styles.editor}>
        {(!phone || side === 'form') && (
          <DesignForm
            draft={draft}
            fields={base.fields}
            faults={faults}
            disabled={!mayWrite}
            onChange={edit.setDraft}
          />
        )}
        {(!phone || side === 'preview') && (
          <DesignPreview preview={preview} record={record} boxes={draft.body} onRecord={setRecord} />
        )}
      </div>
    </>
  );
}

/** Ctrl+Enter saves wherever the cursor stands. */
function useSaveKeys(save: () => void): void {
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    },
    [save],
  );
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onKey]);
}

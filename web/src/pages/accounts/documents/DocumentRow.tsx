import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  documentUrl,
  useDocument,
  useRemoveDocument,
  type AccountDocument,
  type DocumentVersion,
} from '../../../api/account-documents';
import { asApiError } from '../../../ui/api-error';
import { DownloadButton } from '../../../ui/DownloadButton';
import { Failure } from '../../../ui/Failure';
import { fileSize, minute } from '../../../ui/numbers';
import styles from './DocumentsTab.module.css';

interface Props {
  document: AccountDocument;
  /** Null for a reader, and for what was removed. */
  onAddVersion: (() => void) | null;
}

/** One document: its newest version at hand, the others behind a click. */
export function DocumentRow({ document, onAddVersion }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const remove = useRemoveDocument(document);
  const { latest } = document;
  const takeAway = () =>
    remove.mutate(undefined, {
      onSuccess: () => void message.success(t('profile.documents.removeDone')),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  return (
    <li>
      <div className={styles.row}>
        <div className={styles.title}>
          {document.title}
          <div className={styles.about}>
            {t(`profile.documents.kinds.${document.kind}`)} · <About version={latest} />
          </div>
        </div>
        <DownloadButton
          path={documentUrl(document.id, latest.no)}
          name={latest.fileName}
          label={t('profile.documents.download')}
        />
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('profile.documents.versions', { count: latest.no })}
        </Button>
        {onAddVersion && <Button onClick={onAddVersion}>{t('profile.documents.addVersion')}</Button>}
        {onAddVersion && (
          <Popconfirm
            title={t('profile.documents.removeTitle')}
            description={t('profile.documents.removeBody')}
            okText={t('profile.documents.remove')}
            cancelText={t('common.cancel')}
            onConfirm={takeAway}
          >
            <Button danger type="text" loading={remove.isPending}>
              {t('profile.documents.remove')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {open && <Versions document={document} />}
    </li>
  );
}

function About({ version }: { version: DocumentVersion }) {
  const { t } = useTranslation();
  return (
    <>
      {t('profile.documents.versionNo', { no: version.no })} · {fileSize(version.sizeBytes)} ·{' '}
      {version.uploadedByName ?? t('accounts.unseenPerson')} · {minute(version.uploadedAt)}
    </>
  );
}

function Versions({ document }: { document: AccountDocument }) {
  const { t } = useTranslation();
  const details = useDocument(document);
  if (details.error) return <Failure error={details.error} onRetry={() => void details.refetch()} />;
  return (
    <ol className={styles.versions} aria-busy={details.isPending}>
      {(details.data?.versions ?? [document.latest]).map((version) => (
        <li key={version.no} className={styles.version}>
          <span className={styles.versionName}>
            {version.fileName}
            {version.note !== '' && <span className="muted"> {version.note}</span>}
            <div className={styles.about}>
              <About version={version} />
            </div>
          </span>
          <DownloadButton
            size="small"
            type="text"
            path={documentUrl(document.id, version.no)}
            name={version.fileName}
            label={t('profile.documents.download')}
          />
        </li>
      ))}
    </ol>
  );
}

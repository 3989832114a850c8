import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountDocuments, type AccountDocument } from '../../../api/account-documents';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { DocumentRow } from './DocumentRow';
import styles from './DocumentsTab.module.css';
import { UploadDrawer } from './UploadDrawer';

type Shown = 'current' | 'removed';

/** The papers of an account, each with the versions it ever had. */
export function DocumentsTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [shown, setShown] = useState<Shown>('current');
  // A document to add a version to, or a new one.
  const [upload, setUpload] = useState<AccountDocument | 'new' | null>(null);
  const documents = useAccountDocuments(account.id, shown === 'removed');
  const mayEdit = may('accounts:write') && account.mayChange;
  const add = mayEdit && (
    <Button type="primary" onClick={() => setUpload('new')}>
      {t('profile.documents.add')}
    </Button>
  );
  return (
    <Card
      title={
        <Segmented<Shown>
          aria-label={t('profile.documents.shown')}
          value={shown}
          onChange={setShown}
          options={(['current', 'removed'] as const).map((value) => ({
            value,
            label: t(`profile.documents.${value}`),
          }))}
        />
      }
      extra={add}
    >
      {documents.error ? (
        <Failure error={documents.error} onRetry={() => void documents.refetch()} />
      ) : !documents.data ? (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      ) : documents.data.length === 0 ? (
        <EmptyState
          small
          title={t(`profile.documents.${shown}NoneTitle`)}
          body={shown === 'current' && t('profile.documents.noneBody')}
        />
      ) : (
        <ul className={styles.documents}>
          {documents.data.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              onAddVersion={mayEdit && document.removedAt === null ? () => setUpload(document) : null}
            />
          ))}
        </ul>
      )}
      {upload !== null && (
        <UploadDrawer
          accountId={account.id}
          document={upload === 'new' ? null : upload}
          onClose={() => setUpload(null)}
        />
      )}
    </Card>
  );
}

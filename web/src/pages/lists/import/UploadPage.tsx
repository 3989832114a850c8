import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { uploadList } from '../../../api/list-imports';
import { useAddressList } from '../../../api/lists';
import { Failure } from '../../../ui/Failure';
import { PageSkeleton } from '../../../ui/PageSkeleton';
import { RecordFailure } from '../../../ui/RecordFailure';
import { DropZone } from './DropZone';
import { ImportFrame } from './ImportFrame';
import { UploadProgress } from './UploadProgress';

interface Upload {
  file: File;
  sent: number;
}

/** The first step: a file is chosen or dropped and sent. A refused one leaves everything as it was. */
export function UploadPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const list = useAddressList(id);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [refused, setRefused] = useState<{ name: string; error: unknown } | null>(null);
  const stop = useRef<AbortController | null>(null);

  const send = async (file: File) => {
    stop.current = new AbortController();
    setRefused(null);
    setUpload({ file, sent: 0 });
    try {
      const begun = await uploadList(id, file, (sent) => setUpload({ file, sent }), stop.current.signal);
      await navigate(`/lists/${id}/imports/${begun.id}`);
    } catch (error) {
      if (!(error instanceof DOMException)) setRefused({ name: file.name, error });
    } finally {
      setUpload(null);
    }
  };

  if (list.error) {
    return <RecordFailure error={list.error} onRetry={() => void list.refetch()} back="/lists" />;
  }
  if (!list.data) return <PageSkeleton />;
  return (
    <ImportFrame list={list.data} step={0} failed={refused !== null}>
      {refused && (
        <section aria-label={t('lists.import.refused', { name: refused.name })}>
          <Failure error={refused.error} />
        </section>
      )}
      {upload ? (
        <UploadProgress {...upload} onStop={() => stop.current?.abort()} />
      ) : (
        <DropZone {...(refused && { refusedName: refused.name })} onFile={(file) => void send(file)} />
      )}
    </ImportFrame>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../../ui/numbers';
import { ProgressPanel } from '../../../ui/ProgressPanel';

interface Props {
  file: File;
  /** Bytes that have left. */
  sent: number;
  onStop: () => void;
}

/** A file on its way to the server; all of it sent, the server looks through it. */
export function UploadProgress({ file, sent, onStop }: Props) {
  const { t } = useTranslation();
  const checking = sent >= file.size;
  return (
    <ProgressPanel
      title={t(checking ? 'lists.import.checking' : 'lists.import.uploading', { name: file.name })}
      done={Math.min(sent, file.size)}
      total={file.size}
      format={fileSize}
      actions={<Button onClick={onStop}>{t('lists.import.stopUpload')}</Button>}
    />
  );
}

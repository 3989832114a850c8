import { UploadOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadArtwork } from '../../api/designs';
import { Failure } from '../../ui/Failure';
import styles from './ArtworkFields.module.css';
import { withArtworkPage, withImage, withPageArtwork, type Draft } from './design-body';

interface Props {
  draft: Draft;
  disabled: boolean;
  onChange: (change: (draft: Draft) => Draft) => void;
}

const MOST_PAGES = 500;

/** The printed picture under each page, and pictures that boxes choose from. */
export function ArtworkFields({ draft, disabled, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles.files}>
      {draft.body.pages.map((page, index) => (
        <li key={index}>
          <FileRow
            label={t('designs.page', { page: index + 1 })}
            file={page.artwork?.file ?? null}
            disabled={disabled}
            onUploaded={(file, sha256) => onChange((now) => withPageArtwork(now, index, file, sha256))}
            {...(page.artwork?.file.toLowerCase().endsWith('.pdf') && {
              pageOfFile: page.artwork.page,
              onPage: (wanted: number) => onChange((now) => withArtworkPage(now, index, wanted)),
            })}
          />
        </li>
      ))}
      {draft.body.pages.flatMap((page, index) =>
        page.boxes.flatMap((box) =>
          Object.entries(box.images ?? {}).map(([key, file]) => (
            <li key={`${index} ${box.id} ${key}`}>
              <FileRow
                label={t('designs.imageFor', { value: key })}
                file={file}
                disabled={disabled}
                onUploaded={(chosen, sha256) =>
                  onChange((now) => withImage(now, index, box, key, chosen, sha256))
                }
              />
            </li>
          )),
        ),
      )}
    </ul>
  );
}

interface FileRowProps {
  label: string;
  file: string | null;
  disabled: boolean;
  onUploaded: (file: File, sha256: string) => void;
  pageOfFile?: number;
  onPage?: (page: number) => void;
}

function FileRow({ label, file, disabled, onUploaded, pageOfFile, onPage }: FileRowProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const upload = async (chosen: File) => {
    setBusy(true);
    setError(null);
    try {
      onUploaded(chosen, await uploadArtwork(chosen));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      <span className={styles.name} title={file ?? ''}>
        {file ?? t('designs.noArtwork')}
      </span>
      {pageOfFile !== undefined && (
        <label className={styles.page} htmlFor={id}>
          {t('designs.pageOfFile')}
          <InputNumber
            id={id}
            size="small"
            min={1}
            max={MOST_PAGES}
            precision={0}
            value={pageOfFile}
            onChange={(wanted) => wanted !== null && onPage?.(wanted)}
            style={{ width: 60 }}
          />
        </label>
      )}
      {!disabled && (
        <>
          <input
            ref={input}
            type="file"
            className={styles.input}
            accept="application/pdf,image/jpeg,image/png"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (chosen) void upload(chosen);
            }}
          />
          <Button
            size="small"
            icon={<UploadOutlined />}
            loading={busy}
            aria-label={`${label} ${t('designs.replace')}`}
            onClick={() => input.current?.click()}
          >
            {t('designs.replace')}
          </Button>
        </>
      )}
      {error != null && (
        <div className={styles.error}>
          <Failure error={error} />
        </div>
      )}
    </div>
  );
}

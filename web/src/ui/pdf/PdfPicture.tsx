import { Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './PdfPicture.module.css';

interface Props {
  pdf: Blob | null;
  /** What it shows, for those who cannot see it. */
  label: string;
  failed?: boolean;
}

const DRAWN_WIDTH = 320;

/** The first page of a PDF as a small picture that fits its place. */
export function PdfPicture({ pdf, label, failed = false }: Props) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = holder.current;
    if (!place || pdf === null) return undefined;
    let current = true;
    const canvas = document.createElement('canvas');
    void import('./pdf-document')
      .then(async ({ openPdf, drawPage }) => {
        const opened = await openPdf(pdf);
        await drawPage(opened, 1, canvas, DRAWN_WIDTH);
        await opened.loadingTask.destroy();
      })
      .then(() => {
        if (current) place.replaceChildren(canvas);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [pdf]);
  if (failed) return <span className="muted">{t('pdf.failed')}</span>;
  return (
    <>
      {pdf === null && <Skeleton.Node active />}
      <div ref={holder} className={styles.picture} hidden={pdf === null} role="img" aria-label={label} />
    </>
  );
}

import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import styles from './PdfFrame.module.css';

interface Props {
  /** The PDF itself; null while there is none. */
  pdf: Blob | null;
  /** What it shows, for those who cannot see it. */
  label: string;
  /** A newer one is being made: the present one stays, dimmed. */
  busy?: boolean;
  /** Scrolls inside itself rather than growing past the window. */
  contained?: boolean;
}

/**
 * A true PDF, page by page. The page before stays until the next is drawn, so that a preview that follows
 * typing does not flicker; works on phones, whose browsers do not show PDFs in a frame.
 */
export function PdfFrame({ pdf, label, busy = false, contained = false }: Props) {
  const { t } = useTranslation();
  const opened = useOpened(pdf);
  const [wanted, setWanted] = useState(1);
  const address = useAddress(pdf);
  if (pdf === null)
    return <div className={styles.empty}>{busy ? <Skeleton.Node active /> : t('pdf.empty')}</div>;
  const pages = opened.document?.numPages ?? 1;
  const page = Math.min(wanted, pages);

  return (
    <figure
      className={contained ? `${styles.frame} ${styles.contained}` : styles.frame}
      aria-label={label}
      aria-busy={busy}
    >
      <figcaption className={styles.bar}>
        {pages > 1 && (
          <>
            <Button
              type="text"
              size="small"
              icon={<LeftOutlined />}
              disabled={page === 1}
              aria-label={t('pdf.previous')}
              onClick={() => setWanted(page - 1)}
            />
            <span>{t('pdf.page', { page, pages })}</span>
            <Button
              type="text"
              size="small"
              icon={<RightOutlined />}
              disabled={page === pages}
              aria-label={t('pdf.next')}
              onClick={() => setWanted(page + 1)}
            />
          </>
        )}
        <span className={styles.spacer} />
        {address && (
          <a href={address} target="_blank" rel="noreferrer">
            {t('pdf.open')}
          </a>
        )}
      </figcaption>
      {opened.failed ? (
        <p className={styles.empty}>{t('pdf.failed')}</p>
      ) : (
        <Sheet document={opened.document} page={page} dim={busy} />
      )}
    </figure>
  );
}

function Sheet({ document, page, dim }: { document: PDFDocumentProxy | null; page: number; dim: boolean }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = holder.current;
    if (!place || !document) return undefined;
    let current = true;
    const canvas = window.document.createElement('canvas');
    void import('./pdf-document')
      .then(({ drawPage }) => drawPage(document, page, canvas, place.clientWidth))
      .then(() => {
        if (current) place.replaceChildren(canvas);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [document, page]);
  return <div ref={holder} className={styles.sheet} data-dim={dim} />;
}

interface Opened {
  document: PDFDocumentProxy | null;
  failed: boolean;
}

/** The opened form of a PDF; the one before is kept until the next is open, then let go. */
function useOpened(pdf: Blob | null): Opened {
  const [opened, setOpened] = useState<Opened>({ document: null, failed: false });
  useEffect(() => {
    if (pdf === null) return undefined;
    let current = true;
    let mine: PDFDocumentProxy | undefined;
    void import('./pdf-document')
      .then(({ openPdf }) => openPdf(pdf))
      .then((document) => {
        mine = document;
        if (current) setOpened({ document, failed: false });
        else void document.loadingTask.destroy();
      })
      .catch(() => {
        if (current) setOpened({ document: null, failed: true });
      });
    return () => {
      current = false;
      void mine?.loadingTask.destroy();
    };
  }, [pdf]);
  return opened;
}

/** An address of the blob for a window of its own. */
function useAddress(pdf: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (pdf === null) return undefined;
    const made = URL.createObjectURL(pdf);
    // oxlint-disable-next-line hooks/set-state-in-effect -- an object URL must be made and revoked in an effect
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [pdf]);
  return address;
}

import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropZone.module.css';

interface Props {
  /** The file that was just refused. */
  refusedName?: string;
  onFile: (file: File) => void;
}

/** Takes one file, dropped anywhere on it or chosen. */
export function DropZone({ refusedName, onFile }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useIgnoreStrayDrops();

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };

  return (
    <div
      className={over ? `${styles.zone} ${styles.over}` : styles.zone}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <FileTextOutlined className={styles.icon ?? ''} aria-hidden />
      <h2 className={styles.title}>
        {refusedName === undefined
          ? t('lists.import.drop')
          : t('lists.import.dropAgain', { name: refusedName })}
      </h2>
      {refusedName === undefined && <p className={styles.note}>{t('lists.import.dropNote')}</p>}
      <Button type="primary" onClick={() => input.current?.click()}>
        {t('lists.import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        hidden
        aria-label={t('lists.import.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <ul className={styles.rules}>
        <li>{t('lists.import.rules.format')}</li>
        <li>{t('lists.import.rules.columns')}</li>
        <li>{t('lists.import.rules.safe')}</li>
      </ul>
    </div>
  );
}

/** A file dropped beside the zone would otherwise replace the page. */
function useIgnoreStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
}

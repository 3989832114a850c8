import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropZone.module.css';

interface Props {
  /** The file that was just refused. */
  refusedName?: string;
  /** Endings and types of files that are taken; text of rows unless said. */
  accept?: string;
  /** What may be dropped, and what one should know of it. */
  title?: string;
  rules?: readonly string[];
  onFile: (file: File) => void;
}

/** Takes one file, dropped anywhere on it or chosen. */
export function DropZone({ refusedName, accept = '.csv,.txt,.tsv,text/csv,text/plain', ...props }: Props) {
  const { t } = useTranslation();
  const { onFile, title = t('lists.import.drop') } = props;
  const rules = props.rules ?? [
    t('lists.import.rules.format'),
    t('lists.import.rules.columns'),
    t('lists.import.rules.safe'),
  ];
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
        {refusedName === undefined ? title : t('lists.import.dropAgain', { name: refusedName })}
      </h2>
      {refusedName === undefined && <p className={styles.note}>{t('lists.import.dropNote')}</p>}
      <Button type="primary" onClick={() => input.current?.click()}>
        {t('lists.import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={t('lists.import.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
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

import { useTranslation } from 'react-i18next';
import type { ListImport } from '../../../api/list-imports';
import { fileSize } from '../../../ui/numbers';
import { KeyFacts } from '../../../ui/KeyFacts';

const KNOWN = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'bar', '，': 'wideComma' } as const;

/** What was found out about the file by looking at it. */
export function FileFacts({ run }: { run: ListImport }) {
  const { t } = useTranslation();
  const delimiter = KNOWN[run.delimiter as keyof typeof KNOWN];
  return (
    <KeyFacts
      facts={[
        { key: 'file', label: t('lists.import.file'), value: run.fileName },
        { key: 'size', label: t('lists.import.size'), value: fileSize(run.bytesTotal) },
        { key: 'encoding', label: t('lists.import.encoding'), value: run.encoding.toUpperCase() },
        {
          key: 'delimiter',
          label: t('lists.import.delimiter'),
          value: delimiter ? t(`lists.import.delimiters.${delimiter}`) : run.delimiter,
        },
        { key: 'columns', label: t('lists.import.columnCount'), value: run.header.length },
      ]}
    />
  );
}

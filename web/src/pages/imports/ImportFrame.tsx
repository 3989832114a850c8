import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader';
import { StageLine, type StageLook } from '../../ui/StageLine';
import type { ImportList } from './import-words';
import styles from './imports.module.css';

const STAGES = ['file', 'columns', 'check', 'done'] as const;

interface Props {
  list: ImportList;
  step: 0 | 1 | 2 | 3;
  working?: boolean;
  failed?: boolean;
  finished?: boolean;
  children: ReactNode;
}

/** What every step of an import has around it. */
export function ImportFrame({
  list,
  step,
  working = false,
  failed = false,
  finished = false,
  children,
}: Props) {
  const { t } = useTranslation();
  const present: StageLook = failed ? 'attention' : working ? 'working' : 'now';
  return (
    <>
      <PageHeader title={t(`imports.titles.${list}`)} back={{ to: `/${list}`, label: t(`${list}.title`) }} />
      <div className={styles.steps}>
        <StageLine
          label={t('imports.way')}
          stages={STAGES.map((stage, index) => ({
            key: stage,
            name: t(`imports.steps.${stage}`),
            look: index < step || (index === step && finished) ? 'done' : index === step ? present : 'ahead',
          }))}
        />
      </div>
      <div className={styles.content}>{children}</div>
    </>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressList } from '../../../api/types';
import { PageHeader } from '../../../ui/PageHeader';
import { StageLine, type StageLook } from '../../../ui/StageLine';
import styles from './ImportFrame.module.css';

const stages = ['file', 'check', 'run'] as const;

interface Props {
  list: AddressList;
  /** 0 choose a file, 1 check columns, 2 import. */
  step: 0 | 1 | 2;
  failed?: boolean;
  running?: boolean;
  finished?: boolean;
  children: ReactNode;
}

/** What every step of an import has around it: which list, which step. */
export function ImportFrame({
  list,
  step,
  failed = false,
  running = false,
  finished = false,
  children,
}: Props) {
  const { t } = useTranslation();
  const present: StageLook = failed ? 'attention' : running ? 'working' : 'now';
  return (
    <>
      <PageHeader title={t('lists.import.title')} back={{ to: `/lists/${list.id}`, label: list.name }} />
      <div className={styles.steps}>
        <StageLine
          label={t('lists.import.way')}
          stages={stages.map((stage, index) => ({
            key: stage,
            name: t(`lists.import.steps.${stage}`),
            look: index < step || (index === step && finished) ? 'done' : index === step ? present : 'ahead',
          }))}
        />
      </div>
      <div className={styles.content}>{children}</div>
    </>
  );
}

import { Steps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressList } from '../../../api/types';
import { PageHeader } from '../../../ui/PageHeader';
import styles from './ImportFrame.module.css';

interface Props {
  list: AddressList;
  /** 0 choose a file, 1 check columns, 2 import. */
  step: 0 | 1 | 2;
  failed?: boolean;
  finished?: boolean;
  children: ReactNode;
}

/** What every step of an import has around it: which list, which step. */
export function ImportFrame({ list, step, failed = false, finished = false, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('lists.import.title')} back={{ to: `/lists/${list.id}`, label: list.name }} />
      <div className={styles.steps}>
        <Steps
          size="small"
          responsive={false}
          current={step}
          status={failed ? 'error' : finished ? 'finish' : 'process'}
          items={[
            { title: t('lists.import.steps.file') },
            { title: t('lists.import.steps.check') },
            { title: t('lists.import.steps.run') },
          ]}
        />
      </div>
      <div className={styles.content}>{children}</div>
    </>
  );
}

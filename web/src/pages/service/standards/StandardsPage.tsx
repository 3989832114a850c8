import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServiceRules } from '../../../api/service-desk';
import { usePermission } from '../../../api/session';
import { BranchSelect } from '../../../ui/BranchSelect';
import { Failure } from '../../../ui/Failure';
import { PageHeader } from '../../../ui/PageHeader';
import { PageSkeleton } from '../../../ui/PageSkeleton';
import { CategoriesCard } from './CategoriesCard';
import { DaysCard } from './DaysCard';
import { HoursCard } from './HoursCard';
import { PromisesCard } from './PromisesCard';
import styles from './StandardsPage.module.css';

/** What a branch promises, for everybody to read; administrators change it here. */
export function StandardsPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const [of, setOf] = useState<string | undefined>();
  const [year, setYear] = useState<number | undefined>();
  const rules = useServiceRules(of, year);
  const mayChange = may('service-standards:admin');
  return (
    <>
      <PageHeader
        title={t('service.standards.title')}
        note={rules.data && t('service.standards.note', { branch: rules.data.branchName })}
        back={{ to: '/service', label: t('service.title') }}
        actions={
          <BranchSelect
            width={180}
            label={t('service.standards.of')}
            {...(rules.data && { value: rules.data.branchId })}
            onChange={setOf}
          />
        }
      />
      {rules.error && <Failure error={rules.error} onRetry={() => void rules.refetch()} />}
      {!rules.data && !rules.error && <PageSkeleton />}
      {rules.data && (
        <div className={styles.cards}>
          <PromisesCard rules={rules.data} mayChange={mayChange} />
          <div className={styles.stack}>
            <HoursCard rules={rules.data} mayChange={mayChange} />
            <CategoriesCard rules={rules.data} mayChange={mayChange} />
          </div>
          <DaysCard rules={rules.data} mayChange={mayChange} onYear={setYear} />
        </div>
      )}
    </>
  );
}

import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCreatePlan, type PlanOfYear } from '../../../api/account-plans';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { asApiError } from '../../../ui/api-error';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import styles from './PlanTab.module.css';

interface Props {
  account: Account;
  year: number;
  years: PlanOfYear['years'];
}

/** A year without a plan: begin one, with the goals of the year before when there are some. */
export function NewPlan({ account, year, years }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const create = useCreatePlan(account.id);
  const begin = (copyLastYear: boolean) =>
    create.mutate(
      { year, copyLastYear, strategy: '' },
      { onError: (error) => void message.error(asApiError(error).sentence(i18n.language)) },
    );
  const hasLast = years.some((known) => known.year === year - 1);
  return (
    <Card>
      <EmptyState
        title={t('plans.noPlanTitle', { year })}
        body={t('plans.noPlanBody')}
        action={
          may('accounts:write') &&
          account.mayChange && (
            <span className={styles.buttons}>
              {hasLast && (
                <Button type="primary" loading={create.isPending} onClick={() => begin(true)}>
                  {t('plans.copy')}
                </Button>
              )}
              <Button
                type={hasLast ? 'default' : 'primary'}
                loading={create.isPending}
                onClick={() => begin(false)}
              >
                {t('plans.begin')}
              </Button>
            </span>
          )
        }
      />
    </Card>
  );
}

import { App, Button, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useOverdueActions } from '../../api/account-actions';
import { useCheckDecline } from '../../api/recovery-plans';
import { usePermission, useSession } from '../../api/session';
import { asApiError } from '../../ui/api-error';
import { count } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { ActionList } from './ActionList';
import { HealthList } from './HealthList';
import { RecoveryList } from './RecoveryList';

const TABS = [
  { key: 'plans', Content: RecoveryList },
  { key: 'actions', Content: ActionList },
  { key: 'health', Content: HealthList },
] as const;

/** Work that comes from plans: falls to recover from, actions that are due, accounts that do not fare well. */
export function RecoveryPage() {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const me = useSession().data?.user.id;
  const overdue = useOverdueActions(me);
  const [params, setParams] = useSearchParams();
  const check = useCheckDecline();
  const run = () =>
    check.mutate(undefined, {
      onSuccess: ({ accounts, alarms, opened }) =>
        void message.success(t('plans.work.checked', { accounts: count(accounts), alarms, opened })),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  return (
    <>
      <PageHeader
        title={t('plans.work.title')}
        note={
          <>
            {t('plans.work.note')} · <Link to="/recovery/thresholds">{t('plans.work.thresholds')}</Link>
            {overdue.data ? (
              <>
                {' · '}
                <Link to="/recovery?tab=actions&show=overdue&whose=mine">
                  {t('plans.work.overdueMine', { count: overdue.data })}
                </Link>
              </>
            ) : null}
          </>
        }
        actions={
          may('accounts:approve') && (
            <Button type="primary" loading={check.isPending} onClick={run}>
              {t('plans.work.check')}
            </Button>
          )
        }
      />
      <Tabs
        activeKey={params.get('tab') ?? 'plans'}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={TABS.map(({ key, Content }) => ({
          key,
          label: t(`plans.work.tabs.${key}`),
          children: <Content me={me} />,
        }))}
      />
    </>
  );
}

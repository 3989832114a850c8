import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAccountPeople } from '../../../api/contacts';
import { usePermission } from '../../../api/session';
import type { Account, AccountPeople } from '../../../api/types';
import { usePhone } from '../../../app/media';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { NewContactDrawer } from '../../contacts/NewContactDrawer';
import { CoverageGrid } from './CoverageGrid';
import { InfluencePanel } from './InfluencePanel';
import { PeopleList } from './PeopleList';
import styles from './PeopleTab.module.css';

const VIEWS = ['list', 'map', 'coverage'] as const;
type View = (typeof VIEWS)[number];

const isView = (text: string | null): text is View => VIEWS.some((view) => view === text);

/** The people of one account: as a list, as a map of influence, and against our own ranks. */
export function PeopleTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [adding, setAdding] = useState(false);
  const people = useAccountPeople(account.id);
  const mayAdd = may('accounts:write') && account.mayChange;
  const add = mayAdd && (
    <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('contacts.new')}
    </Button>
  );
  return (
    <>
      {people.error ? (
        <Failure error={people.error} onRetry={() => void people.refetch()} />
      ) : !people.data ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : people.data.people.length === 0 ? (
        <EmptyState title={t('people.emptyTitle')} body={t('people.emptyBody')} action={add} />
      ) : (
        <Views account={account} people={people.data} add={add} mayWrite={mayAdd} />
      )}
      {adding && <NewContactDrawer stay accountId={account.id} onClose={() => setAdding(false)} />}
    </>
  );
}

interface ViewsProps {
  account: Account;
  people: AccountPeople;
  add: ReactNode;
  mayWrite: boolean;
}

function Views({ account, people, add, mayWrite }: ViewsProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [params, setParams] = useSearchParams();
  const asked = params.get('view');
  // On a phone a map is too wide to read: the list says the same in words.
  const views = VIEWS.filter((view) => !(phone && view === 'map'));
  const view = isView(asked) && views.includes(asked) ? asked : 'list';
  const choose = (next: View) =>
    setParams(
      (now) => {
        const all = new URLSearchParams(now);
        all.set('tab', 'people');
        all.set('view', next);
        return all;
      },
      { replace: true },
    );
  return (
    <>
      <div className={styles.head}>
        <Segmented<View>
          value={view}
          onChange={choose}
          options={views.map((value) => ({ value, label: t(`people.views.${value}`) }))}
        />
        {add}
      </div>
      {view === 'list' && <PeopleList people={people} mayWrite={mayWrite} />}
      {view === 'map' && <InfluencePanel accountId={account.id} saved={people} mayWrite={mayWrite} />}
      {view === 'coverage' && <CoverageGrid accountId={account.id} />}
    </>
  );
}

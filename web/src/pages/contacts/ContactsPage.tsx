import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { contactConditions, useContacts, type ContactFilter } from '../../api/contacts';
import { usePermission } from '../../api/session';
import type { ContactRow } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { useListState } from '../../ui/table/list-state';
import { birthdayText } from './contact-words';
import { ContactFilters } from './ContactFilters';
import { NewContactDrawer } from './NewContactDrawer';
import { StanceMark } from './StanceMark';

const FILTERS: readonly ContactFilter[] = [
  'accountId',
  'role',
  'rank',
  'birthdayWithin',
  'untouchedFor',
  'active',
];

/** Columns of who has chosen none. */
const USUAL = [
  'name',
  'firm',
  'post',
  'role',
  'rank',
  'stance',
  'mobile',
  'birthday',
  'lastTouchedOn',
] as const;

/** The people of the accounts in reach. */
export function ContactsPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const navigate = useNavigate();
  const state = useListState('name', FILTERS);
  const quick = useMemo(() => contactConditions(state.filters), [state.filters]);
  const records = useRecords({ list: 'contacts', defaultSort: 'name', defaultColumns: USUAL, quick, state });
  const own = useContactColumns();
  const list = useContacts(
    records,
    records.columns.filter((name) => own.every(({ key }) => key !== name)),
  );
  const [adding, setAdding] = useState(false);
  const mayWrite = may('accounts:write');
  const add = useCallback(() => {
    if (mayWrite) setAdding(true);
  }, [mayWrite]);
  useShortcut('n', t('contacts.new'), add);
  const addButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('contacts.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('contacts.title')}
        note={
          <>
            {t('contacts.pageNote')} · <Link to="/duplicates/contacts">{t('duplicates.title.contact')}</Link>
          </>
        }
        actions={
          mayWrite && (
            <>
              <Button onClick={() => void navigate('/contacts/import')}>{t('imports.open')}</Button>
              {addButton}
            </>
          )
        }
      />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        path={(contact) => `/api/contacts/${contact.id}`}
        valueIn={(contact, field) => (field === 'active' ? contact.active : null)}
        rowHref={(contact) => `/contacts/${contact.id}`}
        searchPlaceholder={t('contacts.search')}
        filters={<ContactFilters state={state} />}
        empty={
          <EmptyState
            title={t('contacts.emptyTitle')}
            body={mayWrite ? t('contacts.emptyBody') : undefined}
            action={addButton}
          />
        }
      />
      {adding && (
        <NewContactDrawer
          {...(state.filters.accountId !== undefined && { accountId: state.filters.accountId })}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

const dash = <span className="muted">–</span>;

function useContactColumns(): Column<ContactRow>[] {
  const { t } = useTranslation();
  const first = ({ positions }: ContactRow) => positions[0];
  return [
    { key: 'name', title: t('contacts.name'), render: ({ name }) => name, sortable: true, card: 'title' },
    {
      key: 'firm',
      title: t('contacts.firm'),
      render: ({ positions }) => {
        const [main, ...others] = positions;
        if (!main) return dash;
        return others.length === 0
          ? main.accountName
          : t('contacts.firmAndOthers', { firm: main.accountName, count: others.length });
      },
    },
    { key: 'post', title: t('contacts.post'), render: (row) => first(row)?.title || dash },
    {
      key: 'role',
      title: t('contacts.role'),
      render: (row) => {
        const main = first(row);
        return main ? t(`contacts.roles.${main.role}`) : dash;
      },
    },
    {
      key: 'rank',
      title: t('contacts.rank'),
      render: (row) => {
        const main = first(row);
        return main ? t(`contacts.ranks.${main.rank}`) : dash;
      },
    },
    {
      key: 'stance',
      title: t('contacts.stance'),
      render: (row) => {
        const main = first(row);
        return main ? <StanceMark stance={main.stance} /> : dash;
      },
      card: 'tag',
    },
    { key: 'mobile', title: t('contacts.mobile'), render: ({ mobile, phone }) => mobile ?? phone ?? dash },
    {
      key: 'birthday',
      title: t('contacts.birthday'),
      render: ({ birthday }) => (birthday ? birthdayText(t, birthday) : dash),
      sortable: true,
    },
    {
      key: 'lastTouchedOn',
      title: t('contacts.lastTouched'),
      render: ({ lastTouchedOn }) => lastTouchedOn ?? <span className="muted">{t('contacts.never')}</span>,
      sortable: true,
    },
    {
      key: 'branch',
      title: t('contacts.branch'),
      render: ({ branchName }) => branchName ?? dash,
      sortable: true,
      hidden: true,
      card: 'none',
    },
    {
      key: 'active',
      title: t('contacts.state'),
      render: ({ active }) =>
        active ? (
          <StateTag tone="active">{t('contacts.active')}</StateTag>
        ) : (
          <StateTag tone="stopped">{t('contacts.inactive')}</StateTag>
        ),
      hidden: true,
      card: 'none',
    },
  ];
}

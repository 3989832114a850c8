import { UploadOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useAddressList } from '../../api/lists';
import { usePermission } from '../../api/session';
import type { AddressList } from '../../api/types';
import { KeyFacts } from '../../ui/KeyFacts';
import { count, day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { ListStateTag } from './list-words';
import { ListImports } from './ListImports';
import styles from './ListPage.module.css';
import { ListRecords } from './ListRecords';

/** One list: what it is and may be used for, its records, where they came from. */
export function ListPage() {
  const { id = '' } = useParams();
  const list = useAddressList(id);
  if (list.error) {
    return <RecordFailure error={list.error} onRetry={() => void list.refetch()} back="/lists" />;
  }
  if (!list.data) return <PageSkeleton />;
  return <Profile list={list.data} />;
}

function Profile({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  const may = usePermission();
  const navigate = useNavigate();
  const mayWrite = may('lists:write');
  const end = list.expiresOn === null ? t('lists.noExpiry') : day(list.expiresOn);
  const validity = [...(list.basisObtainedOn === null ? [] : [day(list.basisObtainedOn)]), end];
  return (
    <>
      <PageHeader
        title={list.name}
        tag={<ListStateTag list={list} />}
        note={list.purpose}
        back={{ to: '/lists', label: t('lists.title') }}
        actions={
          mayWrite && (
            <>
              <Button onClick={() => void navigate(`/lists/${list.id}/edit`)}>{t('common.edit')}</Button>
              {list.state === 'active' && (
                <Button
                  type="primary"
                  icon={<UploadOutlined />}
                  onClick={() => void navigate(`/lists/${list.id}/import`)}
                >
                  {t('lists.import.title')}
                </Button>
              )}
            </>
          )
        }
      />
      <KeyFacts
        facts={[
          { key: 'records', label: t('lists.records'), value: count(list.recordCount) },
          {
            key: 'account',
            label: t('lists.account'),
            value:
              list.accountId !== null && list.accountName !== null ? (
                <Link to={`/accounts/${list.accountId}`}>{list.accountName}</Link>
              ) : (
                (list.accountName ?? t('lists.noAccount'))
              ),
          },
          {
            key: 'basis',
            label: t('lists.legalBasis'),
            value: list.legalBasis === null ? t('common.notSet') : t(`lists.bases.${list.legalBasis}`),
          },
          { key: 'validity', label: t('lists.validity'), value: <Span days={validity} /> },
          { key: 'source', label: t('lists.source'), value: list.source },
          { key: 'branch', label: t('lists.branch'), value: list.branchName },
        ]}
      />
      <Sections list={list} />
    </>
  );
}

/** From and until, each unbroken. */
function Span({ days }: { days: string[] }) {
  return days.map((text, index) => (
    <Fragment key={text}>
      {index > 0 && ' – '}
      <span className={styles.day}>{text}</span>
    </Fragment>
  ));
}

function Sections({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  return (
    <Tabs
      activeKey={params.get('tab') ?? 'records'}
      onChange={(tab) => setParams({ tab }, { replace: true })}
      destroyOnHidden
      items={[
        { key: 'records', label: t('lists.tabs.records'), children: <ListRecords list={list} /> },
        { key: 'imports', label: t('lists.tabs.imports'), children: <ListImports list={list} /> },
      ]}
    />
  );
}

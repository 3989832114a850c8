import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAddressRecords, useForgetUnmasked, type AddressRecord } from '../../api/lists';
import { usePermission } from '../../api/session';
import type { AddressList } from '../../api/types';
import { usePhone } from '../../app/media';
import { EmptyState } from '../../ui/EmptyState';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import styles from './ListRecords.module.css';
import { UnmaskDialog } from './UnmaskDialog';

const FILTERS: readonly never[] = [];

/** The list's records, masked; in full for who may and says why, until they leave. */
export function ListRecords({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [reason, setReason] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const state = useListState('rowNumber', FILTERS);
  const records = useAddressRecords(list.id, state, reason);
  const forget = useForgetUnmasked(list.id);
  const columns = useRecordColumns();

  useEffect(() => {
    if (reason === null) return undefined;
    return forget;
    // The callback is new at every draw; what counts is that leaving the full view forgets it.
    // oxlint-disable-next-line hooks/exhaustive-deps
  }, [reason]);

  return (
    <>
      {reason !== null && (
        <p className={styles.open} role="status">
          {t('lists.unmasked', { reason })}
        </p>
      )}
      <DataTable
        id="list-records"
        columns={columns}
        list={records}
        state={state}
        rowKey={(record) => record.id}
        searchPlaceholder={t('lists.searchRecords')}
        filters={
          may('addresses:read') &&
          (reason === null ? (
            <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
              {t('lists.unmask')}
            </Button>
          ) : (
            <Button icon={<EyeInvisibleOutlined />} onClick={() => setReason(null)}>
              {t('lists.mask')}
            </Button>
          ))
        }
        empty={
          <EmptyState
            title={t('lists.noRecordsTitle')}
            body={t(list.state === 'active' ? 'lists.noRecordsBody' : 'lists.archiveHelp')}
            action={
              may('lists:write') &&
              list.state === 'active' && (
                <Link to={`/lists/${list.id}/import`}>{t('lists.import.title')}</Link>
              )
            }
          />
        }
      />
      <UnmaskDialog
        open={asking}
        onCancel={() => setAsking(false)}
        onReason={(given) => {
          setReason(given);
          setAsking(false);
        }}
      />
    </>
  );
}

function useRecordColumns(): Column<AddressRecord>[] {
  const { t } = useTranslation();
  const phone = usePhone();
  const dash = <span className="muted">–</span>;
  return [
    {
      key: 'rowNumber',
      title: t('lists.import.row'),
      render: (record) => <span className="muted">{record.rowNumber}</span>,
      sortable: true,
      width: 96,
    },
    {
      key: 'name',
      title: t('lists.fields.name'),
      // A card on a phone needs a title: where nobody is named, the firm is.
      render: (record) => record.name || (phone && record.company) || dash,
      card: 'title',
    },
    { key: 'company', title: t('lists.fields.company'), render: (record) => record.company || dash },
    { key: 'address', title: t('lists.fields.address'), render: (record) => record.address },
    { key: 'postcode', title: t('lists.fields.postcode'), render: (record) => record.postcode || dash },
    { key: 'phone', title: t('lists.fields.phone'), render: (record) => record.phone || dash },
    {
      key: 'extra',
      title: t('lists.fields.extra'),
      render: (record) => (
        <span className={styles.extra}>
          {Object.entries(record.extra)
            .map(([heading, text]) => `${heading}: ${text}`)
            .join(t('common.separator'))}
        </span>
      ),
      hidden: true,
      card: 'none',
    },
    {
      key: 'refusal',
      title: t('lists.state'),
      render: (record) =>
        // What holds for the whole list stands beside its name; only one's own refusal is marked here.
        record.refusal === null ? (
          <StateTag tone="done">{t('lists.mailable')}</StateTag>
        ) : record.refusal === 'suppressed' ? (
          <StateTag tone="stopped">{t('lists.refusals.suppressed')}</StateTag>
        ) : (
          <span className="muted">{t(`lists.refusals.${record.refusal}`)}</span>
        ),
      card: 'tag',
    },
  ];
}

import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { AddressList } from '../api/types';
import { count } from './numbers';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

const MOST_OFFERED = 20;

/** Chooses an address list; how many records it has stands beside it. */
export function ListSelect(props: RecordSelectProps) {
  const { t } = useTranslation();
  const choice = ({ id, name, recordCount }: AddressList): Choice => ({
    id,
    name,
    note: t('campaigns.records', { records: count(recordCount) }),
  });
  return (
    <RecordSelect
      {...props}
      cacheKey={['address-lists']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, ...(q !== '' && { q }) };
        return (await body(api.GET('/api/address-lists', { params: { query } }))).items.map(choice);
      }}
      one={async (id) => choice(await body(api.GET('/api/address-lists/{id}', { params: { path: { id } } })))}
    />
  );
}

import { api, body } from '../api/client';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

const MOST_OFFERED = 20;

const choice = ({ id, name, code }: { id: string; name: string; code: string }): Choice => ({
  id,
  name,
  note: code,
});

/** Chooses a key account by its name or code. */
export function AccountSelect(props: RecordSelectProps) {
  return (
    <RecordSelect
      {...props}
      cacheKey={['accounts']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, sort: 'name', ...(q !== '' && { q }) };
        return (await body(api.GET('/api/accounts', { params: { query } }))).items.map(choice);
      }}
      one={async (id) => choice(await body(api.GET('/api/accounts/{id}', { params: { path: { id } } })))}
    />
  );
}

import { api, body } from '../api/client';
import type { DesignRow } from '../api/types';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

const MOST_OFFERED = 20;

const choice = ({ id, name, versionNo }: Pick<DesignRow, 'id' | 'name' | 'versionNo'>): Choice => ({
  id,
  name,
  note: `v${versionNo}`,
});

/** Chooses a design; batches freeze its newest version. */
export function DesignSelect(props: RecordSelectProps) {
  return (
    <RecordSelect
      {...props}
      cacheKey={['designs']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, ...(q !== '' && { q }) };
        return (await body(api.GET('/api/designs', { params: { query } }))).items.map(choice);
      }}
      one={async (id) => choice(await body(api.GET('/api/designs/{id}', { params: { path: { id } } })))}
    />
  );
}

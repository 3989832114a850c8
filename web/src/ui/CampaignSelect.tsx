import { api, body } from '../api/client';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

const MOST_OFFERED = 20;

const choice = ({ id, name }: { id: string; name: string }): Choice => ({ id, name });

/** Chooses a campaign by its name. */
export function CampaignSelect(props: RecordSelectProps) {
  return (
    <RecordSelect
      {...props}
      cacheKey={['campaigns']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, ...(q !== '' && { q }) };
        return (await body(api.GET('/api/campaigns', { params: { query } }))).items.map(choice);
      }}
      one={async (id) => choice(await body(api.GET('/api/campaigns/{id}', { params: { path: { id } } })))}
    />
  );
}

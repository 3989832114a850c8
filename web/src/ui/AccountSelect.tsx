import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import { ApiError } from '../api/problem';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

const MOST_OFFERED = 20;

const choice = ({ id, name, code }: { id: string; name: string; code: string }): Choice => ({
  id,
  name,
  note: code,
});

interface Props extends RecordSelectProps {
  /** An account that is not offered, e.g. the one that looks for its parent. */
  without?: string;
}

/** Chooses a key account by its name or code. */
export function AccountSelect({ without, ...select }: Props) {
  const { t } = useTranslation();
  return (
    <RecordSelect
      {...select}
      cacheKey={['accounts']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, sort: 'name', ...(q !== '' && { q }) };
        const { items } = await body(api.GET('/api/accounts', { params: { query } }));
        return items.filter(({ id }) => id !== without).map(choice);
      }}
      one={async (id) => {
        try {
          return choice(await body(api.GET('/api/accounts/{id}', { params: { path: { id } } })));
        } catch (error) {
          // Chosen by somebody who sees further: it stays, though its name is not told here.
          if (error instanceof ApiError && error.status === 404)
            return { id, name: t('common.unseenAccount') };
          throw error;
        }
      }}
      nothing={t('common.noAccountFound')}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import { RecordSelect, type Choice, type RecordSelectProps } from './RecordSelect';

interface Props extends RecordSelectProps {
  /** Names of those who hold the place now: they stay though a search does not bring them up. */
  known?: readonly Choice[];
}

const MOST_OFFERED = 20;

/** Chooses a colleague by name. */
export function PersonSelect({ known = [], ...select }: Props) {
  const { t } = useTranslation();
  // People are found by name only, so a name once found is kept for as long as it may be chosen.
  const [found] = useState(() => new Map<string, Choice>());
  return (
    <RecordSelect
      {...select}
      cacheKey={['people']}
      search={async (q) => {
        const query = { limit: MOST_OFFERED, ...(q !== '' && { q }) };
        const { items } = await body(api.GET('/api/people', { params: { query } }));
        const choices = items
          .filter((person) => person.active)
          .map(({ id, name, branchName }) => ({ id, name, note: branchName }));
        for (const choice of choices) found.set(choice.id, choice);
        return choices;
      }}
      one={(id) =>
        Promise.resolve(
          found.get(id) ??
            known.find((person) => person.id === id) ?? { id, name: t('accounts.unseenPerson') },
        )
      }
      nothing={t('accounts.nobodyFound')}
    />
  );
}

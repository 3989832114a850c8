import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactFilter } from '../../api/contacts';
import { AccountSelect } from '../../ui/AccountSelect';
import type { ListState } from '../../ui/table/list-state';
import { ranks, roles } from './contact-words';

const BIRTHDAY_DAYS = ['7', '30', '90'] as const;
const UNTOUCHED_DAYS = ['30', '90', '180'] as const;

export function ContactFilters({ state }: { state: ListState<ContactFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      <AccountSelect
        width={188}
        allowClear
        label={t('contacts.firm')}
        placeholder={t('contacts.allFirms')}
        value={state.filters.accountId ?? null}
        onChange={(id) => state.setFilter('accountId', id ?? undefined)}
      />
      <Choice
        name="role"
        state={state}
        placeholder={t('contacts.allRoles')}
        options={roles.map((role) => ({ value: role, label: t(`contacts.roles.${role}`) }))}
      />
      <Choice
        name="rank"
        state={state}
        placeholder={t('contacts.allRanks')}
        options={ranks.map((rank) => ({ value: rank, label: t(`contacts.ranks.${rank}`) }))}
      />
      <Choice
        name="birthdayWithin"
        state={state}
        placeholder={t('contacts.anyBirthday')}
        width={156}
        options={BIRTHDAY_DAYS.map((days) => ({
          value: days,
          label: t('contacts.birthdayWithin', { days }),
        }))}
      />
      <Choice
        name="untouchedFor"
        state={state}
        placeholder={t('contacts.anyTouch')}
        width={172}
        options={UNTOUCHED_DAYS.map((days) => ({ value: days, label: t('contacts.untouchedFor', { days }) }))}
      />
      <Choice
        name="active"
        state={state}
        width={148}
        placeholder={t('contacts.activeOrNot')}
        options={[
          { value: 'true', label: t('contacts.active') },
          { value: 'false', label: t('contacts.inactive') },
        ]}
      />
    </>
  );
}

interface ChoiceProps {
  name: ContactFilter;
  state: ListState<ContactFilter>;
  placeholder: string;
  options: { value: string; label: string }[];
  width?: number;
}

function Choice({ name, state, placeholder, options, width = 124 }: ChoiceProps) {
  return (
    <Select
      style={{ width }}
      allowClear
      aria-label={placeholder}
      placeholder={placeholder}
      value={state.filters[name]}
      onChange={(value: string | undefined) => state.setFilter(name, value)}
      options={options}
    />
  );
}

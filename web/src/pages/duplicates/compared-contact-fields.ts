import type { TFunction } from 'i18next';
import type { DuplicateReason } from '../../api/duplicates';
import type { Contact } from '../../api/types';
import { birthdayText } from '../contacts/contact-words';
import type { ComparedField } from './compared-fields';

/** A contact, with its numbers in full once somebody asked for them. */
export type RevealedContact = Contact & { revealed?: boolean };

/** What may be chosen between two contacts, in the order of their page. */
export function comparedContactFields(t: TFunction): ComparedField<RevealedContact>[] {
  return [
    { field: 'name', label: t('contacts.name'), text: ({ name }) => name },
    numbers('mobile', t('contacts.mobile'), 'mobile'),
    numbers('phone', t('contacts.phone'), 'named-phone'),
    { field: 'email', label: t('contacts.email'), text: ({ email }) => email ?? '' },
    numbers('wechat', t('contacts.wechat'), 'wechat'),
    {
      field: 'birthday',
      label: t('contacts.birthday'),
      text: ({ birthday }) => (birthday ? birthdayText(t, birthday) : ''),
    },
    { field: 'preferences', label: t('contacts.preferences'), text: ({ preferences }) => preferences },
    {
      field: 'lawfulBasis',
      label: t('contacts.lawfulBasis'),
      text: ({ lawfulBasis }) => (lawfulBasis ? t(`contacts.bases.${lawfulBasis}`) : ''),
    },
    { field: 'lawfulNote', label: t('contacts.lawfulNote'), text: ({ lawfulNote }) => lawfulNote },
    { field: 'note', label: t('contacts.note'), text: ({ note }) => note },
    {
      field: 'active',
      label: t('contacts.state'),
      text: ({ active }) => t(active ? 'contacts.active' : 'contacts.inactive'),
    },
  ];
}

/** Masked, two numbers may look the same and be two: the server says whether they are one. */
const numbers = (
  field: 'mobile' | 'phone' | 'wechat',
  label: string,
  reason: DuplicateReason,
): ComparedField<RevealedContact> => ({
  field,
  label,
  text: (contact) => contact[field] ?? '',
  isSame: (one, other) =>
    one.revealed
      ? one[field] === other[field]
      : one.similar.some(({ id, reasons }) => id === other.id && reasons.includes(reason)),
});

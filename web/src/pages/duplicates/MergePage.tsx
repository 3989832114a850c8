import { EyeOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAccount } from '../../api/accounts';
import { useContact, useRevealContact } from '../../api/contacts';
import { usePermission } from '../../api/session';
import type { Contact } from '../../api/types';
import { asApiError } from '../../ui/api-error';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { comparedAccountFields } from './compared-fields';
import { comparedContactFields, type RevealedContact } from './compared-contact-fields';
import { CompareRecords } from './CompareRecords';
import { PAIRS_PATH } from './duplicate-paths';

export function AccountMergePage() {
  const { t, i18n } = useTranslation();
  const [params] = useSearchParams();
  const first = useAccount(params.get('first') ?? '');
  const second = useAccount(params.get('second') ?? '');
  const error = first.error ?? second.error;
  if (error) {
    const retry = () => void Promise.all([first.refetch(), second.refetch()]);
    return <RecordFailure error={error} onRetry={retry} back={PAIRS_PATH.account} />;
  }
  if (!first.data || !second.data) return <PageSkeleton />;
  return (
    <CompareRecords
      type="account"
      pair={[first.data, second.data]}
      fields={comparedAccountFields(t, i18n.language)}
      detail={({ code }) => code}
    />
  );
}

export function ContactMergePage() {
  const [params] = useSearchParams();
  const first = useContact(params.get('first') ?? '');
  const second = useContact(params.get('second') ?? '');
  const error = first.error ?? second.error;
  if (error) {
    const retry = () => void Promise.all([first.refetch(), second.refetch()]);
    return <RecordFailure error={error} onRetry={retry} back={PAIRS_PATH.contact} />;
  }
  if (!first.data || !second.data) return <PageSkeleton />;
  return <Contacts first={first.data} second={second.data} />;
}

/** Numbers are masked until somebody asks for them, which is written down with both. */
function Contacts({ first, second }: { first: Contact; second: Contact }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const [pair, setPair] = useState<readonly [RevealedContact, RevealedContact] | null>(null);
  const reveals = [useRevealContact(first.id), useRevealContact(second.id)] as const;
  const reveal = async () => {
    try {
      const [one, other] = await Promise.all(reveals.map(({ mutateAsync }) => mutateAsync()));
      setPair([
        { ...first, ...one, revealed: true },
        { ...second, ...other, revealed: true },
      ]);
    } catch (failure) {
      void message.error(asApiError(failure).sentence(i18n.language));
    }
  };
  return (
    <CompareRecords<RevealedContact>
      type="contact"
      pair={pair ?? [first, second]}
      fields={comparedContactFields(t)}
      detail={({ positions }) => positions.map(({ accountName }) => accountName).join('、')}
      actions={
        !pair &&
        may('accounts:write') && (
          <Button
            icon={<EyeOutlined />}
            loading={reveals.some(({ isPending }) => isPending)}
            onClick={() => void reveal()}
          >
            {t('duplicates.showNumbers')}
          </Button>
        )
      }
    />
  );
}

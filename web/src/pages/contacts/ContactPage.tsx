import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { useContact } from '../../api/contacts';
import { usePermission } from '../../api/session';
import type { Contact } from '../../api/types';
import { FollowButton } from '../../ui/FollowButton';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { asApiError } from '../../ui/api-error';
import { RecordFailure } from '../../ui/RecordFailure';
import { StateTag } from '../../ui/StateTag';
import { SimilarContacts } from '../duplicates/DuplicateNotice';
import { MergedNotice } from '../duplicates/MergedNotice';
import { TimelineSection } from '../timeline/TimelineSection';
import { ContactNumbers } from './ContactNumbers';
import styles from './ContactPage.module.css';
import { ContactPerson } from './ContactPerson';
import { ContactPositions } from './ContactPositions';
import { ContactTouches } from './ContactTouches';
import { EditContactDrawer } from './EditContactDrawer';
import { TouchDrawer } from './TouchDrawer';

/** One person: how to reach them, where they work, when we last spoke, what we may remember of them. */
export function ContactPage() {
  const { id = '' } = useParams();
  const contact = useContact(id);
  const survivor = contact.error ? asApiError(contact.error).problem.mergedInto : undefined;
  if (survivor) return <Navigate to={`/contacts/${survivor}`} replace />;
  if (contact.error) {
    return <RecordFailure error={contact.error} onRetry={() => void contact.refetch()} back="/contacts" />;
  }
  if (!contact.data) return <PageSkeleton />;
  return <Person key={id} contact={contact.data} />;
}

function Person({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [open, setOpen] = useState<'touch' | 'edit' | null>(null);
  const mayWrite = may('accounts:write');
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={contact.name}
        tag={!contact.active && <StateTag tone="stopped">{t('contacts.inactive')}</StateTag>}
        back={{ to: '/contacts', label: t('contacts.title') }}
        actions={
          <>
            <FollowButton type="contact" id={contact.id} />
            {mayWrite && contact.mayChange && (
              <Button onClick={() => setOpen('edit')}>{t('common.edit')}</Button>
            )}
            {mayWrite && (
              <Button type="primary" onClick={() => setOpen('touch')}>
                {t('contacts.touch')}
              </Button>
            )}
          </>
        }
      />
      <SimilarContacts id={contact.id} similar={contact.similar} />
      <MergedNotice type="contact" id={contact.id} />
      <ContactNumbers contact={contact} mayReveal={mayWrite} />
      <div className={styles.columns}>
        <ContactPositions contact={contact} mayWrite={mayWrite} />
        <ContactPerson contact={contact} />
        <ContactTouches contact={contact} {...(mayWrite && { onTouch: () => setOpen('touch') })} />
      </div>
      <TimelineSection record={{ type: 'contact', id: contact.id }} />
      {open === 'touch' && <TouchDrawer contactId={contact.id} onClose={close} />}
      {open === 'edit' && <EditContactDrawer contact={contact} onClose={close} />}
    </>
  );
}

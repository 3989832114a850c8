import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRevealContact } from '../../api/contacts';
import type { Contact } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { KeyFacts } from '../../ui/KeyFacts';
import styles from './ContactPage.module.css';

interface Props {
  contact: Contact;
  mayReveal: boolean;
}

/** How to reach somebody. Numbers are masked until asked for, and again once one leaves. */
export function ContactNumbers({ contact, mayReveal }: Props) {
  const { t } = useTranslation();
  const reveal = useRevealContact(contact.id);
  const { mobile, phone, wechat } = reveal.data ?? contact;
  const hasNumber = contact.mobile !== null || contact.phone !== null || contact.wechat !== null;
  const call = (number: string | null) =>
    number !== null && reveal.data ? <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a> : number;
  return (
    <>
      <KeyFacts
        facts={[
          { key: 'mobile', label: t('contacts.mobile'), value: call(mobile) },
          { key: 'phone', label: t('contacts.phone'), value: call(phone) },
          { key: 'wechat', label: t('contacts.wechat'), value: wechat },
          {
            key: 'email',
            label: t('contacts.email'),
            value: contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>,
          },
          {
            key: 'touched',
            label: t('contacts.lastTouched'),
            value: contact.lastTouchedOn ?? t('contacts.never'),
          },
          { key: 'branch', label: t('contacts.branch'), value: contact.branchName },
        ]}
      />
      {mayReveal && hasNumber && (
        <div className={styles.reveal}>
          <Button
            size="small"
            icon={reveal.data ? <EyeInvisibleOutlined /> : <EyeOutlined />}
            loading={reveal.isPending}
            onClick={() => (reveal.data ? reveal.reset() : reveal.mutate())}
          >
            {t(reveal.data ? 'contacts.mask' : 'contacts.reveal')}
          </Button>{' '}
          <span className="muted">{t('contacts.revealHint')}</span>
          {reveal.error && <Failure error={reveal.error} />}
        </div>
      )}
    </>
  );
}

import { WarningOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type AccountCandidate,
  type ContactCandidate,
  type DuplicateReason,
  type DuplicateType,
  type TypedAccount,
  type TypedContact,
  useAccountCandidates,
  useContactCandidates,
} from '../../api/duplicates';
import { comparePath } from './duplicate-paths';
import styles from './DuplicateNotice.module.css';
import { Reasons } from './Reasons';

interface Confirming {
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

/** Which account the one that is typed may be. */
export function AccountDuplicateNotice({ typed, ...confirming }: Confirming & { typed: TypedAccount }) {
  const candidates = useAccountCandidates(typed).data ?? [];
  return <DuplicateNotice type="account" found={candidates.map(ofAccount)} {...confirming} />;
}

/** Who the contact that is typed may be. */
export function ContactDuplicateNotice({ typed, ...confirming }: Confirming & { typed: TypedContact }) {
  const candidates = useContactCandidates(typed).data ?? [];
  return <DuplicateNotice type="contact" found={candidates.map(ofContact)} {...confirming} />;
}

/** Who else a contact may be that is there already; told apart or merged side by side. */
export function SimilarContacts({ id, similar }: { id: string; similar: readonly ContactCandidate[] }) {
  const found = similar.map((one) => ({
    ...ofContact(one),
    href: comparePath('contact', id, one.id),
  }));
  return <DuplicateNotice type="contact" found={found} />;
}

interface Found {
  id: string;
  name: string;
  details: (string | null)[];
  href: string;
  likely: boolean;
  reasons: readonly DuplicateReason[];
}

const ofAccount = ({ code, branchName, managerName, ...found }: AccountCandidate): Found => ({
  ...found,
  details: [code, branchName, managerName],
  href: `/accounts/${found.id}`,
});
const ofContact = ({ accountNames, branchName, mobile, email, ...found }: ContactCandidate): Found => ({
  ...found,
  details: [...accountNames, branchName, mobile, email],
  href: `/contacts/${found.id}`,
});

interface Props extends Partial<Confirming> {
  type: DuplicateType;
  found: readonly Found[];
}

/** Records like this one. In a form the likely ones have to be looked at before saving. */
function DuplicateNotice({ type, found, confirmed = false, onConfirm }: Props) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <div role="status" className={styles.notice}>
      <p>
        <WarningOutlined aria-hidden /> {t(`duplicates.maybe.${type}`)}
      </p>
      <ul>
        {found.map(({ id, name, details, href, reasons }) => (
          <li key={id}>
            <Link to={href} {...(onConfirm && { target: '_blank' })}>
              {name}
            </Link>{' '}
            <span className="muted">{details.filter(Boolean).join(t('common.separator'))}</span>{' '}
            <Reasons reasons={reasons} />
          </li>
        ))}
      </ul>
      {onConfirm && found.some(({ likely }) => likely) && (
        <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
          {t(`duplicates.confirm.${type}`)}
        </Checkbox>
      )}
    </div>
  );
}

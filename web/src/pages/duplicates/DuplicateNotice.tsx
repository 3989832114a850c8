import { WarningOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAccountCandidates, type TypedAccount } from '../../api/duplicates';
import styles from './DuplicateNotice.module.css';
import { Reasons } from './Reasons';

interface Props {
  typed: TypedAccount;
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

/** Who the account that is typed may be. The likely ones have to be looked at before saving. */
export function DuplicateNotice({ typed, confirmed, onConfirm }: Props) {
  const { t } = useTranslation();
  const candidates = useAccountCandidates(typed).data ?? [];
  if (candidates.length === 0) return null;
  return (
    <div role="status" className={styles.notice}>
      <p>
        <WarningOutlined aria-hidden /> {t('duplicates.maybe')}
      </p>
      <ul>
        {candidates.map(({ id, name, code, branchName, managerName, reasons }) => (
          <li key={id}>
            <Link to={`/accounts/${id}`} target="_blank">
              {name}
            </Link>{' '}
            <span className="muted">
              {[code, branchName, managerName].filter(Boolean).join(t('common.separator'))}
            </span>{' '}
            <Reasons reasons={reasons} />
          </li>
        ))}
      </ul>
      {candidates.some(({ likely }) => likely) && (
        <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
          {t('duplicates.confirm')}
        </Checkbox>
      )}
    </div>
  );
}
